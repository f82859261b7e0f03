/** What an earlier release stored, a later one takes over: databases of each release, kept for ever. */
package dev.assent.system.upgrade;
