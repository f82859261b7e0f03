/** consent-api: takes choices from sites and puts them on Kafka; gives sites their banner configuration. */
@NullMarked
package dev.assent.api;

import org.jspecify.annotations.NullMarked;
