package dev.assent.ledger.evidence;

import dev.assent.ledger.log.LogId;

import java.util.UUID;

/**
 * A log as it was opened.
 *
 * @param id the log
 * @param origin what its checkpoints bear
 * @param topicId the id of the Kafka topic that it is made from
 */
public record StoredLog(LogId id, String origin, UUID topicId) {}
