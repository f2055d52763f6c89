//! Asking for the certificate that a counter may lack.

use std::sync::Arc;

use store::Store;
use store::table::membership::MembershipRow;
use wire::VerifyKey;
use wire::join::CertificateRequest;

use crate::card::{certificate, certificate_of, keep_certificate};
use crate::desk::Desk;
use crate::error::Error;

impl Desk {
    /// Asks for the certificate that a counter lacks which joined before there were any.
    pub(crate) async fn certify(
        &self,
        store: &Arc<Store>,
        membership: &MembershipRow,
    ) -> Result<(), Error> {
        if store.read(certificate)?.is_some() {
            return Ok(());
        }
        let request = CertificateRequest { counter: membership.counter };
        let reply = self.transport.certificate(&membership.address, &request).await?;
        let server = VerifyKey::from_bytes(&membership.server_key)?;
        let certificate = certificate_of(&reply.certificate, &membership.counter_key, &server)?;
        store.write(|tx| keep_certificate(tx, &certificate))
    }
}
