//! Operators: who works at this counter.
//!
//! Their passphrases are no business of the database: see [`crate::slots`].

use std::fmt;

use domain::{Role, Word};
use rusqlite::params;
use uuid::Uuid;

use crate::column::{id, read, word};
use crate::{Error, Tx};

/// One operator.
#[derive(Clone, PartialEq, Eq)]
pub struct OperatorRow {
    /// Who it is in every other table.
    pub id: Uuid,
    /// The name on the sign-in screen; no two are the same.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// When they were added, in Unix milliseconds.
    pub created_at_ms: i64,
}

impl fmt::Debug for OperatorRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OperatorRow")
            .field("id", &self.id)
            .field("name", &"[personal]")
            .field("role", &self.role)
            .field("created_at_ms", &self.created_at_ms)
            .finish()
    }
}

/// Adds an operator.
///
/// # Errors
/// [`Error::AlreadyThere`] when the id or the name is taken.
pub fn add(tx: &Tx<'_>, row: &OperatorRow) -> Result<(), Error> {
    tx.run(
        "INSERT INTO operator (id, name, role, created_at_ms) VALUES (?1, ?2, ?3, ?4)",
        params![row.id.as_bytes(), row.name, row.role.word(), row.created_at_ms],
    )?;
    Ok(())
}

/// The operator with this id.
pub fn get(tx: &Tx<'_>, operator: Uuid) -> Result<Option<OperatorRow>, Error> {
    tx.one("SELECT * FROM operator WHERE id = ?1", [operator.as_bytes()], |row| {
        Ok(OperatorRow {
            id: id(row, "id")?,
            name: read(row, "name")?,
            role: word(row, "role")?,
            created_at_ms: read(row, "created_at_ms")?,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::counter;

    fn row(id: u128, name: &str) -> OperatorRow {
        OperatorRow {
            id: Uuid::from_u128(id),
            name: name.into(),
            role: Role::Clerk,
            created_at_ms: 5,
        }
    }

    #[test]
    fn an_operator_is_read_back_and_two_never_share_a_name() {
        let counter = counter();
        let grace = row(2, "Grace");
        counter.write(|tx| add(tx, &grace));
        assert_eq!(counter.write(|tx| get(tx, grace.id)), Some(grace));
        assert_eq!(counter.write(|tx| get(tx, Uuid::from_u128(3))), None);
        let refused = counter.refuse(|tx| add(tx, &row(3, "Grace")));
        assert!(matches!(refused, Error::AlreadyThere), "{refused:?}");
    }

    #[test]
    fn debug_never_shows_the_name() {
        let shown = format!("{:?}", row(2, "Grace"));
        assert!(!shown.contains("Grace") && shown.contains("[personal]"), "{shown}");
    }
}
