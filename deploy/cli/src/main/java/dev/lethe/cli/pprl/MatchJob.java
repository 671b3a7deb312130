package dev.lethe.cli.pprl;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.lethe.identitygraph.pprl.ClkFile;
import dev.lethe.identitygraph.pprl.ClkFileException;
import dev.lethe.identitygraph.pprl.ClkFileReader;
import dev.lethe.identitygraph.pprl.ClkMatcher;
import dev.lethe.identitygraph.pprl.LinkedPair;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** Matches two files of encodings and writes the pairs. Needs no secret. */
public final class MatchJob {
  private final ClkFile left;
  private final ClkFile right;
  private final ClkMatcher matcher;

  /**
   * Reads both files.
   *
   * @throws PprlException when one is not a file of encodings, or they cannot be compared
   */
  public MatchJob(Path left, Path right) throws IOException, PprlException {
    this.left = read(left);
    this.right = read(right);
    try {
      this.left.requireComparable(this.right);
    } catch (IllegalArgumentException e) {
      throw new PprlException(e.getMessage());
    }
    this.matcher = new ClkMatcher(this.left.records(), this.right.records());
  }

  /** Records on the left. */
  public int leftRecords() {
    return left.records().size();
  }

  /** Records on the right. */
  public int rightRecords() {
    return right.records().size();
  }

  /** The threshold that the files themselves speak for, by the left file's schema. */
  public double threshold() {
    return matcher.threshold(left.schema());
  }

  /** The pairs, likest first. */
  public List<LinkedPair> pairs(double threshold, EncodeJob.Progress progress)
      throws PprlException {
    AtomicLong told = new AtomicLong();
    int total = leftRecords();
    try {
      return matcher.match(
          threshold,
          done -> {
            if (told.accumulateAndGet(done, Math::max) == done) {
              synchronized (told) {
                progress.at(done, total);
              }
            }
          });
    } catch (IllegalArgumentException e) {
      throw new PprlException(e.getMessage());
    }
  }

  /** Writes the pairs as CSV, for the owner of the files only. */
  public static void write(List<LinkedPair> pairs, Path out) throws IOException {
    try (OwnersFile file = new OwnersFile(out);
        CsvWriter csv = CsvWriter.builder().build(file.text())) {
      csv.writeRecord("left", "right", "score", "runner_up");
      for (LinkedPair pair : pairs) {
        csv.writeRecord(
            pair.left(),
            pair.right(),
            String.format(Locale.ROOT, "%.4f", pair.score()),
            String.format(Locale.ROOT, "%.4f", pair.runnerUp()));
      }
      csv.flush();
      file.keep();
    }
  }

  private static ClkFile read(Path path) throws IOException, PprlException {
    try (Reader text = Files.newBufferedReader(path)) {
      return ClkFileReader.read(text);
    } catch (ClkFileException e) {
      throw new PprlException(path + ": " + e.getMessage());
    } catch (CharacterCodingException e) {
      throw new PprlException(path + " is not UTF-8 text");
    }
  }
}
