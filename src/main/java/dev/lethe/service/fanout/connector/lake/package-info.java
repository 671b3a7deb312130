/** The lake: Iceberg tables of Parquet files, erased down to the bytes. */
@NullMarked
package dev.lethe.service.fanout.connector.lake;

import org.jspecify.annotations.NullMarked;
