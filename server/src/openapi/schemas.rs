//! What the wire's JSON looks like.
//!
//! Descriptions only: nothing is read or written by these.

use domain::Word;
use utoipa::openapi::schema::{Object, ObjectBuilder, Schema, Type};
use utoipa::openapi::{ArrayBuilder, Components, ComponentsBuilder, Ref, RefOr};
use wire::join::RefusalCode;
use wire::lease::{LIMIT_SERIALS, NumberKind};

/// Every refusal's code, as the wire writes it.
const REFUSALS: [RefusalCode; 7] = [
    RefusalCode::CodeRefused,
    RefusalCode::TooManyTries,
    RefusalCode::Malformed,
    RefusalCode::TooLarge,
    RefusalCode::NotThisCounter,
    RefusalCode::NoNumbersLeft,
    RefusalCode::Internal,
];

const CERTIFICATE: &str = "the server's certificate for the counter's key, hexadecimal";

/// Every schema, by its name.
pub(super) fn components() -> Components {
    let leases = ArrayBuilder::new().items(Ref::from_schema_name("Lease")).build();
    ComponentsBuilder::new()
        .schema("Health", object([("status", word(["ok"])), ("version", text(""))]))
        .schema("Document", object([]))
        .schema("Sequence", binary())
        .schema("Refusal", object([("code", word(REFUSALS.map(json_word)))]))
        .schema(
            "ProgrammeReply",
            object([
                ("programme_key", text("X25519, hexadecimal")),
                ("server_key", text("Ed25519, hexadecimal")),
                ("server_time_ms", integer("Unix milliseconds")),
            ]),
        )
        .schema(
            "JoinRequest",
            object([
                ("secret", text("the secret half of the one-time code")),
                ("counter_key", text("Ed25519, hexadecimal")),
                ("site", text("the site's name")),
            ]),
        )
        .schema(
            "JoinReply",
            object([
                ("counter", text("the counter's id, a UUID")),
                ("server_time_ms", integer("when it joined, in Unix milliseconds")),
                ("leases", Schema::Array(leases).into()),
                ("certificate", text(CERTIFICATE)),
            ]),
        )
        .schema("CertificateRequest", object([("counter", text("the counter's id, a UUID"))]))
        .schema("CertificateReply", object([("certificate", text(CERTIFICATE))]))
        .schema(
            "Lease",
            object([
                ("id", text("the lease's id, a UUID")),
                ("kind", number_kind()),
                ("first", integer("the first serial")),
                ("count", integer("how many serials")),
                ("expires_at_ms", integer("Unix milliseconds")),
            ]),
        )
        .schema(
            "LeaseAsk",
            object([
                ("counter", text("the counter's id, a UUID")),
                ("request", text("one UUID per wish")),
                ("kind", number_kind()),
                ("count", integer(&format!("how many serials, 1 to {LIMIT_SERIALS}"))),
            ]),
        )
        .schema(
            "LeaseRequest",
            object([
                ("ask", Ref::from_schema_name("LeaseAsk").into()),
                ("signature", text("the counter's signature, hexadecimal")),
            ]),
        )
        .build()
}

fn object<const N: usize>(properties: [(&str, RefOr<Schema>); N]) -> Schema {
    let mut object = ObjectBuilder::new().schema_type(Type::Object);
    for (name, schema) in properties {
        object = object.property(name, schema).required(name);
    }
    Schema::Object(object.build())
}

fn number_kind() -> RefOr<Schema> {
    word(NumberKind::ALL.iter().map(|kind| kind.word()))
}

fn word(words: impl IntoIterator<Item = impl Into<serde_json::Value>>) -> RefOr<Schema> {
    described(ObjectBuilder::new().schema_type(Type::String).enum_values(Some(words)).build())
}

fn json_word(code: RefusalCode) -> serde_json::Value {
    serde_json::to_value(code).unwrap_or_default()
}

fn text(description: &str) -> RefOr<Schema> {
    let text = ObjectBuilder::new().schema_type(Type::String);
    described(text.description(Some(description)).build())
}

fn integer(description: &str) -> RefOr<Schema> {
    let integer = ObjectBuilder::new().schema_type(Type::Integer);
    described(integer.description(Some(description)).build())
}

fn binary() -> Schema {
    let binary = ObjectBuilder::new().schema_type(Type::String);
    Schema::Object(binary.description(Some("a CBOR sequence (RFC 8742)")).build())
}

fn described(object: Object) -> RefOr<Schema> {
    RefOr::T(Schema::Object(object))
}

#[cfg(test)]
mod tests {
    use serde_json::Value;
    use uuid::Uuid;
    use wire::CounterKey;
    use wire::join::{
        CertificateReply, CertificateRequest, JoinReply, JoinRequest, ProgrammeReply, Refusal,
    };
    use wire::lease::{Lease, LeaseAsk, LeaseRequest};

    use super::*;
    use crate::chance::rng;

    fn json(value: impl serde::Serialize) -> Value {
        serde_json::to_value(value).expect("it has JSON")
    }

    #[test]
    fn the_schemas_have_the_fields_that_the_wire_writes() {
        let kind = NumberKind::Card;
        let ask = LeaseAsk { counter: Uuid::nil(), request: Uuid::nil(), kind, count: 1 };
        let request = LeaseRequest::make(ask.clone(), &CounterKey::make(&mut rng()));
        let lease = Lease { id: Uuid::nil(), kind, first: 1, count: 1, expires_at_ms: 0 };
        let (programme_key, server_key) = (String::new(), String::new());
        let (secret, counter_key, site) = (String::new(), String::new(), String::new());
        let code = RefusalCode::Internal;
        let written = [
            ("Refusal", json(Refusal { code })),
            (
                "ProgrammeReply",
                json(ProgrammeReply { programme_key, server_key, server_time_ms: 0 }),
            ),
            ("JoinRequest", json(JoinRequest { secret, counter_key, site })),
            (
                "JoinReply",
                json(JoinReply {
                    counter: Uuid::nil(),
                    server_time_ms: 0,
                    leases: vec![],
                    certificate: String::new(),
                }),
            ),
            ("CertificateRequest", json(CertificateRequest { counter: Uuid::nil() })),
            ("CertificateReply", json(CertificateReply { certificate: String::new() })),
            ("Lease", json(lease)),
            ("LeaseAsk", json(ask)),
            ("LeaseRequest", json(request.expect("signed"))),
        ];
        let schemas = json(components());
        for (name, value) in written {
            let properties = schemas["schemas"][name]["properties"].as_object().expect(name);
            let fields = value.as_object().expect("an object");
            assert_eq!(
                properties.keys().collect::<Vec<_>>(),
                fields.keys().collect::<Vec<_>>(),
                "{name}"
            );
        }
    }
}
