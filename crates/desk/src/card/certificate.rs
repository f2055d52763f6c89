//! The server's word for this counter's key: what makes a code on a card count.

use store::Tx;
use store::table::setting;
use wire::{Certificate, CounterKey, VerifyKey};

use crate::error::{Code, Error};

/// The setting that keeps the certificate: no secret, it stands on every card.
const CERTIFICATE: &str = "card_code.certificate";

/// The certificate in a server's reply, proven to be the joined server's for this very key.
pub(crate) fn certificate_of(
    text: &str,
    counter_key: &[u8; 32],
    server: &VerifyKey,
) -> Result<Certificate, Error> {
    let certificate = Certificate::from_hex(text)?;
    let ours = CounterKey::from_bytes(counter_key)?.public();
    let certified = certificate.verify(server).map_err(|_| Code::WrongServer)?;
    if certified == ours { Ok(certificate) } else { Err(Code::WrongServer.into()) }
}

/// Keeps the certificate beside what joining has agreed.
pub(crate) fn keep_certificate(tx: &Tx<'_>, certificate: &Certificate) -> Result<(), Error> {
    Ok(setting::set(tx, CERTIFICATE, &certificate.to_hex())?)
}

/// The certificate that is kept; none on a counter that has not asked for one yet.
pub(crate) fn certificate(tx: &Tx<'_>) -> Result<Option<Certificate>, Error> {
    let kept = setting::get(tx, CERTIFICATE)?;
    Ok(kept.map(|text| Certificate::from_hex(&text)).transpose()?)
}

#[cfg(test)]
mod tests {
    use wire::ServerKey;

    use super::*;
    use crate::ports::rng;

    #[test]
    fn only_the_joined_servers_certificate_for_this_very_key_is_kept() {
        let (ours, other) = (ServerKey::make(&mut rng()), ServerKey::make(&mut rng()));
        let (key, strange) = (CounterKey::make(&mut rng()), CounterKey::make(&mut rng()));
        let kept = |certified: &CounterKey, server: &ServerKey| {
            let text = Certificate::make(&certified.public(), server).to_hex();
            certificate_of(&text, &key.to_bytes(), &ours.public())
        };
        assert!(kept(&key, &ours).is_ok());
        assert!(matches!(kept(&key, &other), Err(Error::Refused(Code::WrongServer))));
        assert!(matches!(kept(&strange, &ours), Err(Error::Refused(Code::WrongServer))));
        assert!(certificate_of("", &key.to_bytes(), &ours.public()).is_err());
    }
}
