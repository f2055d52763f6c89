//! The OpenAPI document of the server's routes.
//!
//! The wire's types know nothing of it; a test compares the schemas with what the wire writes.

mod schemas;

use utoipa::openapi::path::{Operation, OperationBuilder, PathItem, PathsBuilder};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::response::ResponseBuilder;
use utoipa::openapi::{Content, HttpMethod, InfoBuilder, OpenApi, OpenApiBuilder, Ref, Required};
use wire::{LIMIT_UPLOAD_BYTES, LIMIT_UPLOAD_ENVELOPES, MEDIA_TYPE};

const JSON: &str = "application/json";

/// The document of these routes: path, method, and what is said of it.
pub(crate) fn document(
    routes: impl Iterator<Item = (&'static str, HttpMethod, Operation)>,
) -> OpenApi {
    let mut paths = PathsBuilder::new();
    for (path, method, operation) in routes {
        paths = paths.path(path, PathItem::new(method, operation));
    }
    let info = InfoBuilder::new()
        .title("Keyway server")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some("Every reply has the header `keyway-server: 1`."));
    OpenApiBuilder::new()
        .info(info.build())
        .paths(paths.build())
        .components(Some(schemas::components()))
        .build()
}

/// A route without a body, and the schema of its reply.
pub(crate) fn reply(summary: &str, schema: &str) -> Operation {
    operation(summary, JSON, content(schema)).build()
}

/// A route with a JSON body.
pub(crate) fn request(summary: &str, body: &str, schema: &str) -> Operation {
    let body = RequestBodyBuilder::new().content(JSON, content(body));
    let body = body.required(Some(Required::True)).build();
    operation(summary, JSON, content(schema)).request_body(Some(body)).build()
}

/// The route that takes envelopes.
pub(crate) fn upload() -> Operation {
    let said = format!(
        "A CBOR sequence (RFC 8742) of at most {LIMIT_UPLOAD_ENVELOPES} envelopes and \
         {LIMIT_UPLOAD_BYTES} bytes. One that is over its own bound or unreadable gets the \
         receipt `malformed`; what is no CBOR sequence is refused as a whole."
    );
    let body = RequestBodyBuilder::new()
        .description(Some(said))
        .content(MEDIA_TYPE, content("Sequence"))
        .required(Some(Required::True));
    operation("Takes envelopes; replies a receipt for each", MEDIA_TYPE, content("Sequence"))
        .request_body(Some(body.build()))
        .build()
}

fn operation(summary: &str, media_type: &str, content_of_reply: Content) -> OperationBuilder {
    let good = ResponseBuilder::new().description("Done").content(media_type, content_of_reply);
    let refusal = ResponseBuilder::new().description("Refused").content(JSON, content("Refusal"));
    OperationBuilder::new()
        .summary(Some(summary))
        .response("200", good.build())
        .response("default", refusal.build())
}

fn content(schema: &str) -> Content {
    Content::new(Some(Ref::from_schema_name(schema)))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use crate::http::document;

    #[test]
    fn every_route_is_in_the_document_and_no_other() {
        let document = serde_json::to_value(document()).expect("it has JSON");
        let paths = document["paths"].as_object().expect("paths");
        let listed: Vec<(&str, Vec<&str>)> = paths
            .iter()
            .map(|(path, item)| {
                let methods = item.as_object().expect("methods").keys();
                (path.as_str(), methods.map(String::as_str).collect())
            })
            .collect();
        let served: BTreeSet<(&str, Vec<&str>)> = BTreeSet::from([
            ("/openapi.json", vec!["get"]),
            ("/v1/certificate", vec!["post"]),
            ("/v1/envelopes", vec!["post"]),
            ("/v1/health", vec!["get"]),
            ("/v1/join", vec!["post"]),
            ("/v1/leases", vec!["post"]),
            ("/v1/programme", vec!["get"]),
        ]);
        assert_eq!(BTreeSet::from_iter(listed), served);
    }

    #[test]
    fn every_schema_that_is_named_is_there() {
        let document = serde_json::to_value(document()).expect("it has JSON");
        let mut named = BTreeSet::new();
        collect_names(&document, &mut named);
        let known = document["components"]["schemas"].as_object().expect("schemas");
        assert!(named.len() > 5, "the routes name their schemas");
        for name in named {
            let name = name.strip_prefix("#/components/schemas/").expect("a schema");
            assert!(known.contains_key(name), "{name}");
        }
    }

    fn collect_names(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(map) => {
                found.extend(map.get("$ref").and_then(Value::as_str).map(str::to_owned));
                map.values().for_each(|value| collect_names(value, found));
            }
            Value::Array(list) => list.iter().for_each(|value| collect_names(value, found)),
            _ => {}
        }
    }
}
