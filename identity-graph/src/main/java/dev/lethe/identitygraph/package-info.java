/** Who is who: profiles, links and customers, with the reason for each link. */
@NullMarked
package dev.lethe.identitygraph;

import org.jspecify.annotations.NullMarked;
