/** What a visitor and an officer see, in a true browser. */
package dev.assent.system.browser;
