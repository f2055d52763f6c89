//! A value that takes a while to make and is made once, however many ask for it meanwhile.
//!
//! Knows nothing of what it holds.

use std::sync::{Mutex, OnceLock, PoisonError};

/// A place for one value.
pub(crate) struct Once<T> {
    value: OnceLock<T>,
    making: Mutex<()>,
}

impl<T> Once<T> {
    /// A place that holds nothing yet.
    pub fn empty() -> Self {
        Self { value: OnceLock::new(), making: Mutex::new(()) }
    }

    /// The value; `make` makes it if nobody has. Who comes while it is made waits for it.
    ///
    /// # Errors
    /// What `make` says; the next who asks tries again.
    pub fn get<E>(&self, make: impl FnOnce() -> Result<T, E>) -> Result<&T, E> {
        if let Some(value) = self.value.get() {
            return Ok(value);
        }
        // The lock guards no data that a panic could leave half made.
        let _making = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(value) = self.value.get() {
            return Ok(value);
        }
        let value = make()?;
        Ok(self.value.get_or_init(|| value))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::thread;
    use std::time::Duration;

    use super::*;

    #[test]
    fn what_many_ask_for_at_once_is_made_once() {
        let (once, made, start) = (Once::empty(), AtomicU32::new(0), Barrier::new(4));
        let ask = || {
            start.wait();
            once.get(|| {
                // Long enough that the others ask while it is made.
                thread::sleep(Duration::from_millis(20));
                Ok::<_, ()>(made.fetch_add(1, Ordering::SeqCst))
            })
        };
        thread::scope(|scope| {
            let threads = [(); 4].map(|()| scope.spawn(ask));
            for thread in threads {
                assert_eq!(thread.join().expect("no panic"), Ok(&0));
            }
        });
        assert_eq!(made.load(Ordering::SeqCst), 1);
    }

    #[test]
    fn what_could_not_be_made_is_tried_again() {
        let once = Once::empty();
        assert_eq!(once.get(|| Err("not now")), Err("not now"));
        assert_eq!(once.get(|| Ok::<_, &str>(7)), Ok(&7));
    }
}
