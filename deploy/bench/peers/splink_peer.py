"""Times Splink on the files that Lethe is timed on, and scores its clusters.

    splink_peer.py historical <csv> <report.json>
    splink_peer.py crowd <csv> <report.json>

The clock runs from rows in memory to clusters. Nothing learns from labels; they are read after it.
Historical figures are linked as Splink's own published demo does (blocking rules, comparisons,
training, clusters at .95); the made-up retailer in the same manner with its columns.
"""

import json
import sys
import time

import duckdb
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

AT = 0.95
RECALL = 0.6


def historical(people):
    rules = [
        block_on("substr(first_name,1,3)", "substr(surname,1,4)"),
        block_on("surname", "dob"),
        block_on("first_name", "dob"),
        block_on("postcode_fake", "first_name"),
        block_on("postcode_fake", "surname"),
        block_on("dob", "birth_place"),
        block_on("substr(postcode_fake,1,3)", "dob"),
        block_on("substr(postcode_fake,1,3)", "first_name"),
        block_on("substr(postcode_fake,1,3)", "surname"),
        block_on("substr(first_name,1,2)", "substr(surname,1,2)", "substr(dob,1,4)"),
    ]
    compared = [
        cl.ForenameSurnameComparison(
            "first_name", "surname", forename_surname_concat_col_name="both_names"
        ),
        cl.DateOfBirthComparison("dob", input_is_string=True),
        cl.PostcodeComparison("postcode_fake"),
        cl.ExactMatch("birth_place").configure(term_frequency_adjustments=True),
        cl.ExactMatch("occupation").configure(term_frequency_adjustments=True),
    ]
    certain = [
        block_on("first_name", "surname", "dob"),
        block_on("substr(first_name,1,2)", "surname", "substr(postcode_fake,1,2)"),
        block_on("dob", "postcode_fake"),
    ]
    passes = [block_on("first_name", "surname"), block_on("dob")]
    people = people.project("*, first_name || ' ' || surname as both_names")
    return people, rules, compared, certain, passes


def crowd(people):
    rules = [
        block_on("email"),
        block_on("phone"),
        block_on("cookie_id"),
        block_on("given_name", "family_name", "postcode"),
        block_on("family_name", "birth_date"),
        block_on("given_name", "birth_date"),
        block_on("substr(given_name,1,3)", "house_number", "postcode"),
        block_on("family_name", "house_number", "postcode"),
        block_on("substr(given_name,1,3)", "substr(family_name,1,4)", "substr(birth_date,1,4)"),
    ]
    compared = [
        cl.ForenameSurnameComparison(
            "given_name", "family_name", forename_surname_concat_col_name="both_names"
        ),
        cl.DateOfBirthComparison("birth_date", input_is_string=True),
        cl.EmailComparison("email"),
        cl.ExactMatch("phone").configure(term_frequency_adjustments=True),
        cl.ExactMatch("cookie_id"),
        cl.ExactMatch("postcode").configure(term_frequency_adjustments=True),
        cl.ExactMatch("house_number").configure(term_frequency_adjustments=True),
    ]
    certain = [
        block_on("given_name", "family_name", "birth_date"),
        block_on("email", "given_name"),
        block_on("phone", "given_name"),
    ]
    passes = [block_on("email"), block_on("given_name", "family_name"), block_on("birth_date")]
    people = people.project("*, given_name || ' ' || family_name as both_names")
    return people, rules, compared, certain, passes


def clusters(database, people, prepare):
    people, rules, compared, certain, passes = prepare(people)
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="unique_id",
        blocking_rules_to_generate_predictions=rules,
        comparisons=compared,
    )
    linker = Linker(database.register(people), settings)
    linker.training.estimate_probability_two_random_records_match(certain, recall=RECALL)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e7, seed=1)
    for rule in passes:
        linker.training.estimate_parameters_using_expectation_maximisation(
            rule, estimate_without_term_frequencies=True
        )
    predicted = linker.inference.predict()
    found = linker.clustering.cluster_pairwise_predictions_at_threshold(
        predicted, threshold_match_probability=AT
    )
    return found.as_duckdbpyrelation()


def quality(connection, truth):
    pairs = "coalesce(sum(n * (n - 1) / 2), 0)"
    count = lambda by: connection.sql(
        f"select {pairs} from (select count(*) n from found join people using (unique_id) group by {by})"
    ).fetchall()[0][0]
    together, wanted, right = count("cluster_id"), count(truth), count(f"cluster_id, {truth}")
    precision, recall = right / max(together, 1), right / max(wanted, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def main(which, source, report):
    prepare, truth = {"historical": (historical, "cluster"), "crowd": (crowd, "person")}[which]
    connection = duckdb.connect()
    connection.execute(
        f"create table people as select * from read_csv('{source}', all_varchar = true)"
    )
    begun = time.monotonic()
    unlabelled = connection.table("people").project(f"* exclude ({truth})")
    found = clusters(DuckDBAPI(connection=connection), unlabelled, prepare)
    found.project("unique_id, cluster_id").create("found")
    seconds = time.monotonic() - begun
    precision, recall, f1 = quality(connection, truth)
    figures = {"seconds": round(seconds, 2), "precision": precision, "recall": recall, "f1": f1}
    with open(report, "w", encoding="utf-8") as out:
        json.dump(figures, out)
    print(f"splink on {which}: {seconds:.1f} s, P {precision:.4f} R {recall:.4f} F1 {f1:.4f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
