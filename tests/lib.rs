//! The whole-system tests; see the targets `journeys`, `tidy` and `e2e`.
