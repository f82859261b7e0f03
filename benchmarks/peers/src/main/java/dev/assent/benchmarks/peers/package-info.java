/** The services that consent-api is measured against. Each is as short as it can be; none is a service of Assent. */
@NullMarked
package dev.assent.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
