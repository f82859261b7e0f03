/** The little of JSON (RFC 8259) that receipts and lists of logs need. */
@NullMarked
package dev.assent.verify.json;

import org.jspecify.annotations.NullMarked;
