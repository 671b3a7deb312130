package dev.lethe.identitygraph.pprl;

/**
 * One record as a partner sees it.
 *
 * @param id the owner's handle of the record, unique in its file; it must not be a personal value
 */
public record EncodedRecord(String id, Clk clk) {}
