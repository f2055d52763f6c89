//! Sealing under a key: XChaCha20-Poly1305, the one cipher that the store uses by itself.
//!
//! It draws no nonce: 192 random bits come from the caller, so that tests can pin the bytes.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use crate::error::Error;

/// Seals `plain`; `about` is authenticated with it and must be the same at opening.
pub(crate) fn seal(
    key: &[u8; 32],
    nonce: [u8; 24],
    about: &[u8],
    plain: &[u8],
) -> Result<Vec<u8>, Error> {
    let cipher = XChaCha20Poly1305::new_from_slice(key).map_err(|_| Error::Sealed)?;
    let payload = Payload { msg: plain, aad: about };
    cipher.encrypt(&XNonce::from(nonce), payload).map_err(|_| Error::Sealed)
}

/// Opens what [`seal`] has sealed.
///
/// # Errors
/// [`Error::Sealed`] for another key, nonce or `about`, or changed bytes.
pub(crate) fn open(
    key: &[u8; 32],
    nonce: [u8; 24],
    about: &[u8],
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, Error> {
    let cipher = XChaCha20Poly1305::new_from_slice(key).map_err(|_| Error::Sealed)?;
    let payload = Payload { msg: sealed, aad: about };
    let plain = cipher.decrypt(&XNonce::from(nonce), payload).map_err(|_| Error::Sealed)?;
    Ok(Zeroizing::new(plain))
}
