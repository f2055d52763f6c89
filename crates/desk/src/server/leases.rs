//! Refilling the numbers before they run out.

use domain::Word;
use std::sync::Arc;

use store::table::membership::MembershipRow;
use store::table::{lease, setting};
use store::{Store, Tx};
use uuid::Uuid;
use wire::CounterKey;
use wire::join::RefusalCode as R;
use wire::lease::{LeaseAsk, LeaseRequest, NumberKind};

use super::reply::lease_row;
use crate::desk::Desk;
use crate::error::Error;
use crate::ports::{LineError, make_id};

/// A counter that has fewer serials than this asks for more: a busy day needs 500.
const LOW: u64 = 500;
/// How many it asks for.
const REFILL: u32 = 1_000;

impl Desk {
    /// Asks for numbers of a kind that runs low.
    ///
    /// A wish that the server refuses is dropped: asked again as it stands it would be refused
    /// again. A wish whose reply is lost, or on which the server fails, keeps its id: it may have
    /// been granted.
    pub(crate) async fn refill(
        &self,
        store: &Arc<Store>,
        membership: &MembershipRow,
        kind: NumberKind,
    ) -> Result<(), Error> {
        let Some(request) = self.wish(store, membership, kind)? else { return Ok(()) };
        let lease = match self.transport.lease(&membership.address, &request).await {
            Ok(lease) => lease,
            Err(error) => {
                let is_refused = matches!(error, LineError::Refused(code) if code != R::Internal);
                if is_refused {
                    store.write(|tx| drop_wish(tx, kind))?;
                }
                return Err(error.into());
            }
        };
        let added = store.write(|tx| {
            lease::add(tx, &lease_row(&lease))?;
            drop_wish(tx, kind)
        });
        if let Err(Error::Store(store::Error::AlreadyThere | store::Error::Unreadable(_))) = added {
            // The same answer would come again and be as useless.
            store.write(|tx| drop_wish(tx, kind))?;
            return Err(LineError::Refused(R::Internal).into());
        }
        added
    }

    /// The signed wish, if one is due. Its id is durable before it is sent, so that a lost reply
    /// is asked for again and not leased twice.
    fn wish(
        &self,
        store: &Arc<Store>,
        membership: &MembershipRow,
        kind: NumberKind,
    ) -> Result<Option<LeaseRequest>, Error> {
        let now_ms = self.now_ms();
        let request = store.write(|tx| {
            let open = setting::get(tx, &wish_key(kind))?.filter(|id| !id.is_empty());
            let open = open.and_then(|id| Uuid::try_parse(&id).ok());
            if open.is_none() && lease::left(tx, kind, now_ms)? >= LOW {
                return Ok::<_, Error>(None);
            }
            let request = open.unwrap_or_else(|| make_id(now_ms));
            setting::set(tx, &wish_key(kind), &request.to_string())?;
            Ok(Some(request))
        })?;
        let Some(request) = request else { return Ok(None) };
        let ask = LeaseAsk { counter: membership.counter, request, kind, count: REFILL };
        let key = CounterKey::from_bytes(membership.counter_key.as_slice())?;
        Ok(Some(LeaseRequest::make(ask, &key)?))
    }
}

fn drop_wish(tx: &Tx<'_>, kind: NumberKind) -> Result<(), Error> {
    Ok(setting::set(tx, &wish_key(kind), "")?)
}

fn wish_key(kind: NumberKind) -> String {
    format!("lease_wish.{}", kind.word())
}
