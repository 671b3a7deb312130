package dev.lethe.service.fanout.connector.lake;

/**
 * One row of one or more subjects in a data file, deleted or not.
 *
 * @param position the row's place in its file
 * @param owners subjects, as positions in the batch
 * @param sequence the sequence number at which the row came in; 0 where the table does not say
 */
record Hit(long position, int[] owners, long sequence) {}
