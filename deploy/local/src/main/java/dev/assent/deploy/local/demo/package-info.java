/** Pages of the four sample sites, and a page to write to their data protection officers and read the answers. */
@NullMarked
package dev.assent.deploy.local.demo;

import org.jspecify.annotations.NullMarked;
