/** What holds for every request: whose pages may read the answer, how long a body may be, and which headers go out. */
@NullMarked
package dev.assent.api.http;

import org.jspecify.annotations.NullMarked;
