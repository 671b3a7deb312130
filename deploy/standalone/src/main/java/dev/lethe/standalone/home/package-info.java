/** What one run is given: options, ports, the home folder and its secrets. */
@NullMarked
package dev.lethe.standalone.home;

import org.jspecify.annotations.NullMarked;
