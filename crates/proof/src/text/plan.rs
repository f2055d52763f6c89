//! Shaping plans, each made once: making one costs far more than shaping a name with it.
//!
//! Holds no text, only how a font treats a script in a direction and a country's manner.

use std::sync::{Arc, Mutex, PoisonError};

use harfrust::{Direction, Language, Script, ShapePlan};

use super::key::Key;
use crate::error::Error;

/// Plans kept at most; names in more scripts than this are shaped with plans of their own.
const PLAN_LIMIT: usize = 128;

static PLANS: Mutex<Vec<(Key, Arc<ShapePlan>)>> = Mutex::new(Vec::new());

/// The plan by which a font sets a script in a direction, in the manner of a language.
///
/// # Errors
/// [`Error::Font`] if a built-in font cannot be read.
pub(crate) fn plan(
    key: Key,
    direction: Direction,
    script: Option<Script>,
    tongue: Option<&Language>,
) -> Result<Arc<ShapePlan>, Error> {
    let mut plans = PLANS.lock().unwrap_or_else(PoisonError::into_inner);
    let same = |plan: &ShapePlan| {
        (plan.direction(), plan.script(), plan.language()) == (direction, script, tongue)
    };
    if let Some((_, plan)) = plans.iter().find(|(held, plan)| *held == key && same(plan)) {
        return Ok(Arc::clone(plan));
    }
    let plan = Arc::new(ShapePlan::new(&key.font()?.shaper, direction, script, tongue, &[]));
    if plans.len() < PLAN_LIMIT {
        plans.push((key, Arc::clone(&plan)));
    }
    Ok(plan)
}
