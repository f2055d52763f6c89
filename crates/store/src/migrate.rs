//! Bringing the schema up to date: numbered, frozen, forward only.
//!
//! Each migration runs in its own transaction together with its number, so a fault leaves a
//! database of the version before. A migration that was released is never edited.

use rusqlite::{Connection, TransactionBehavior};

use crate::error::Error;

/// The migrations in order; the n-th makes version n.
const MIGRATIONS: [&str; 11] = [
    include_str!("../migrations/0001_counter.sql"),
    include_str!("../migrations/0002_application.sql"),
    include_str!("../migrations/0003_membership.sql"),
    include_str!("../migrations/0004_journal.sql"),
    include_str!("../migrations/0005_audit.sql"),
    include_str!("../migrations/0006_keeping.sql"),
    include_str!("../migrations/0007_signature.sql"),
    include_str!("../migrations/0008_printing.sql"),
    include_str!("../migrations/0009_saved_cards.sql"),
    include_str!("../migrations/0010_left_jobs.sql"),
    include_str!("../migrations/0011_captured.sql"),
];

/// The newest version that this program knows.
const KNOWN: u32 = 11;

/// Runs what is missing.
///
/// # Errors
/// [`Error::NewerVersion`], and nothing is touched.
pub(crate) fn migrate(connection: &mut Connection) -> Result<(), Error> {
    let found = version(connection)?;
    if found > KNOWN {
        return Err(Error::NewerVersion { found, known: KNOWN });
    }
    for (number, sql) in (1..).zip(MIGRATIONS).filter(|(number, _)| *number > found) {
        let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        tx.execute_batch(sql)?;
        tx.pragma_update(None, "user_version", number)?;
        tx.commit()?;
    }
    Ok(())
}

fn version(connection: &Connection) -> Result<u32, Error> {
    let found: i64 = connection.query_row("PRAGMA user_version", (), |row| row.get(0))?;
    u32::try_from(found).map_err(|_| Error::Unreadable("user_version"))
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;
    use crate::fixtures::counter;

    /// A released migration never changes: counters out there have run these very bytes.
    const FROZEN: [&str; 11] = [
        "003e282238d8792a09fa2f25819ff343ddccdb233ed6ad669d50f025953f9364",
        "5683af0640eee0e00a25c0d9b27b7bed3169e4b8edb8dc5608b42e693943f62c",
        "4868e0ad75eacf82a2a7a7d47ef2933675d24ac83722fa51fd7320577ea2e0c0",
        "f740de1acca378bd1f491f21a8257fcc29739206b08f22af22da76ac291f20d8",
        "f2a594c0c8395c5d1a3884784de1d0d6b587f8b8dee1325e7502e0d7cfea76fd",
        "4053834b3257fe4303b83f4d4571c98fbd7f2a6db36619fbacebac63945dbc11",
        "cc07c4fb4b8e44ffb0fe6e7dfb3f128867723e012f0f4d431ec663454551c948",
        "cf95c271c582bd6ca3ae641808a9ee9c3728207bf663cfbc9d571fff5cf89069",
        "13641c99ae6ec70bc1ae9a1a5ff0d9224d1e165c5beae984d179bd0670b56ce5",
        "479e6a876bc1387329cffaeb7b0d1e631df5d420af589b50dead91ce3b6a6e37",
        "9e2f2e9ef8968ed6d38841bf63dd9fa7fefa5758712a861065fdcb932eb5369c",
    ];

    #[test]
    fn the_migrations_are_the_frozen_ones() {
        let hashes = MIGRATIONS.map(|sql| hex::encode(Sha256::digest(sql)));
        assert_eq!(hashes, FROZEN);
        assert_eq!(MIGRATIONS.len(), KNOWN as usize);
    }

    #[test]
    fn every_migration_says_why_and_every_table_is_strict() {
        for sql in MIGRATIONS {
            assert!(sql.lines().take(4).any(|line| line.starts_with("-- Why: ")), "{sql}");
            let tables = sql.matches("CREATE TABLE").count();
            let strict = sql.matches("STRICT;").count() + sql.matches("STRICT, WITHOUT").count();
            assert_eq!(tables, strict, "{sql}");
        }
    }

    #[test]
    fn a_database_of_a_newer_version_is_refused_with_both_numbers_and_left_alone() {
        const NEWER: u32 = KNOWN + 1;
        let counter = counter();
        counter.store.tamper(&format!("PRAGMA user_version = {NEWER}"));
        let path = counter.shut();
        let refused = crate::Store::open(&path.database, &path.key).expect_err("newer");
        assert!(matches!(refused, Error::NewerVersion { found: NEWER, known: KNOWN }));
        assert_eq!(
            refused.to_string(),
            format!("the file is of version {NEWER}; this program knows versions up to {KNOWN}")
        );
    }

    /// One of each kind of row that a part can be: sealed, and emptied when it was removed.
    const PARTS_OF_VERSION_6: &str = "
        INSERT INTO day SELECT zeroblob(16), id, '2026-11-23', 1, NULL FROM site;
        INSERT INTO application VALUES
            (x'A1000000000000000000000000000000', 1, zeroblob(16), zeroblob(16), 'draft', 1, 1);
        INSERT INTO part VALUES
            (x'A1000000000000000000000000000000', 'person', 3, zeroblob(24),
             x'00112233445566778899AABBCCDDEEFF'),
            (x'A1000000000000000000000000000000', 'photo', 2, NULL, NULL);";

    /// A database of an older version, as the store has it, with a site and an operator.
    fn of_version(version: u32) -> Connection {
        let connection = Connection::open_in_memory().expect("memory");
        connection.pragma_update(None, "foreign_keys", true).expect("as the store has it");
        for sql in &MIGRATIONS[..version as usize] {
            connection.execute_batch(sql).expect("a sound migration");
        }
        connection.pragma_update(None, "user_version", version).expect("a version");
        let people = "INSERT INTO site VALUES (zeroblob(16), 'Library', 1);
            INSERT INTO operator VALUES (zeroblob(16), 'Ada', 'clerk', 1);";
        connection.execute_batch(people).expect("people");
        connection
    }

    #[test]
    fn the_parts_of_a_database_of_version_6_are_all_there_after_the_signature_has_its_place() {
        let mut connection = of_version(6);
        connection.execute_batch(PARTS_OF_VERSION_6).expect("parts");
        let parts = "SELECT group_concat(part || edition || hex(nonce) || hex(sealed)) FROM
            (SELECT * FROM part ORDER BY part)";
        let ask = |connection: &Connection| -> String {
            connection.query_row(parts, (), |row| row.get(0)).expect("the parts")
        };
        let before = ask(&connection);
        migrate(&mut connection).expect("the migration runs");
        assert_eq!(ask(&connection), before);
        let sign = "INSERT INTO part SELECT application_id, 'signature', 1, nonce, sealed FROM part
            WHERE part = 'person'";
        assert_eq!(connection.execute(sign, ()).expect("it has its place"), 1);
        let strange = sign.replace("'signature'", "'address'");
        connection.execute(&strange, ()).expect_err("no other part has a place");
        let orphan = "UPDATE part SET application_id = zeroblob(16)";
        connection.execute(orphan, ()).expect_err("a part still needs its application");
    }

    /// Three jobs of a card: on a sheet and answered for, at a printer, on a sheet and asked about.
    const JOBS_OF_VERSION_8: &str = "
        INSERT INTO day SELECT zeroblob(16), id, '2026-11-23', 1, NULL FROM site;
        INSERT INTO application VALUES
            (x'A1000000000000000000000000000000', 1, zeroblob(16), zeroblob(16), 'submitted', 1, 1);
        INSERT INTO print_job (id, application_id, number, stage, begun_at_ms, blank_day_id) VALUES
            (x'01000000000000000000000000000000', x'A1000000000000000000000000000000', 1,
             'printed', 1, zeroblob(16)),
            (x'02000000000000000000000000000000', x'A1000000000000000000000000000000', 2,
             'failed', 1, NULL),
            (x'03000000000000000000000000000000', x'A1000000000000000000000000000000', 3,
             'unsure', 1, NULL);
        INSERT INTO print_fact VALUES
            (1, x'A1000000000000000000000000000000', 1, 'submitted', 'clerk', 'saved_on_sheets',
             zeroblob(16), 1),
            (2, x'A1000000000000000000000000000000', 2, 'submitted', 'printer', NULL,
             zeroblob(16), 1),
            (3, x'A1000000000000000000000000000000', 3, 'submitted', 'clerk', 'saved_on_sheets',
             zeroblob(16), 1);";

    #[test]
    fn of_the_jobs_of_version_8_only_open_ones_on_sheets_stop_taking_blanks() {
        let mut connection = of_version(8);
        connection.execute_batch(JOBS_OF_VERSION_8).expect("jobs");
        migrate(&mut connection).expect("the migration runs");
        let jobs = "SELECT group_concat(number || ':' || on_blank || ifnull(file, '')) FROM
            (SELECT * FROM print_job ORDER BY number)";
        let jobs: String = connection.query_row(jobs, (), |row| row.get(0)).expect("the jobs");
        assert_eq!(jobs, "1:1,2:1,3:0");
    }

    #[test]
    fn what_was_captured_before_version_11_counts_from_the_applications_beginning() {
        let mut connection = of_version(10);
        connection.execute_batch(PARTS_OF_VERSION_6).expect("parts");
        let second = "INSERT INTO application VALUES
            (x'A2000000000000000000000000000000', 2, zeroblob(16), zeroblob(16), 'draft', 5, 9)";
        connection.execute_batch(second).expect("one without a part");
        connection
            .execute("UPDATE application SET created_at_ms = 7 WHERE number = 1", ())
            .expect("set");
        migrate(&mut connection).expect("the migration runs");
        let rows = "SELECT group_concat(hex(application_id) || field || at_ms, ' ') FROM
            (SELECT * FROM captured ORDER BY field)";
        let rows: String = connection.query_row(rows, (), |row| row.get(0)).expect("the rows");
        let id = "A1000000000000000000000000000000";
        assert_eq!(rows, format!("{id}address7 {id}emergency_contact7 {id}medical_notes7"));
    }

    #[test]
    fn a_database_of_each_older_version_comes_up_to_date() {
        for older in 0..KNOWN {
            let mut connection = Connection::open_in_memory().expect("memory");
            for sql in &MIGRATIONS[..older as usize] {
                connection.execute_batch(sql).expect("a sound migration");
            }
            connection.pragma_update(None, "user_version", older).expect("a version");
            migrate(&mut connection).expect("the rest runs");
            assert_eq!(version(&connection).expect("a version"), KNOWN, "from {older}");
        }
    }
}
