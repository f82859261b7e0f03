/** The platform that all tests of a run share, and the hands of those who use it: visitors, verifiers, a superuser. */
package dev.assent.system.platform;
