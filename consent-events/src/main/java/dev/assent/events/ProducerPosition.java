package dev.assent.events;

/**
 * Where a record stands in its producer's account.
 *
 * @param run the producer run: a UUID made when the producing process started
 * @param sequence counts the run's records from 1
 */
public record ProducerPosition(String run, long sequence) {}
