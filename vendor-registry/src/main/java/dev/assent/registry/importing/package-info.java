/** Sites come in as readable YAML files, read strictly. */
@NullMarked
package dev.assent.registry.importing;

import org.jspecify.annotations.NullMarked;
