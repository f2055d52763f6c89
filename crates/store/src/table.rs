//! The tables, one file each: its row type, its queries, its tests.
//!
//! Every function takes the transaction that it is part of; none opens one. No table's file
//! reads another's table, save where a query must join them. Every function fails where the database
//! refuses; its own words name only what else it refuses.

pub mod application;
pub mod audit;
pub mod captured;
pub mod card;
pub mod day;
pub mod journal;
pub mod lease;
pub mod membership;
pub mod operator;
pub mod print_fact;
pub mod print_job;
pub mod saved_proof;
pub mod sealed;
pub mod setting;
pub mod site;
pub mod stock;
pub mod updates;
