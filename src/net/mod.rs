//! Owns HTTP: fetches web pages, within limits and never from private networks unasked.

mod private;

use reqwest::blocking::{Client, Response};
use reqwest::header::{CONTENT_TYPE, HeaderMap, LOCATION, RETRY_AFTER};
use reqwest::{StatusCode, Url, redirect};
use std::io::Read;
use std::net::{SocketAddr, ToSocketAddrs};
use std::sync::Once;
use std::time::Duration;

const AGENT: &str = concat!(
    "Turjuman/",
    env!("CARGO_PKG_VERSION"),
    " (translation workbench; fetches a page when its user asks)"
);
const CONNECTING: Duration = Duration::from_secs(10);
const IN_ALL: Duration = Duration::from_secs(45);
const MOST_REDIRECTS: usize = 10;
/// Bytes of a page at most, unpacked.
const LARGEST: u64 = 20 << 20;

/// A page as it was fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchedPage {
    pub bytes: Vec<u8>,
    /// Where it was found, behind all redirects.
    pub address: String,
    /// `text/html`, without parameters, in lower case.
    pub media_type: String,
    /// The encoding that the server names.
    pub charset: Option<String>,
    /// SHA-256 of the bytes, in hexadecimal digits.
    pub digest: String,
}

/// Why a page was not fetched, in words a translator can act on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    #[error("“{0}” is not a web address; those begin with http:// or https://")]
    Address(String),
    #[error(
        "{0} is an address of this computer or its network; allow private addresses if you mean it"
    )]
    Private(String),
    #[error(
        "{host} cannot be reached ({reason}); check the connection, or copy the article in the \
         browser and paste it"
    )]
    Unreachable { host: String, reason: String },
    #[error(
        "{0} did not answer in time; try again, or copy the article in the browser and paste it"
    )]
    Slow(String),
    #[error(
        "{host} shows this page to subscribers only (status {status}); open it in the browser, copy \
         the article and paste it"
    )]
    Refused { host: String, status: u16 },
    #[error("{host} has no such page (status {status}); look at the address again")]
    Gone { host: String, status: u16 },
    #[error("{host} answered with an error (status {status}); try again later")]
    Failed { host: String, status: u16 },
    #[error("{0} sends from one address to the next without end; open the page in the browser")]
    Redirects(String),
    #[error("the page is larger than 20 MB, which no article is; it was not read")]
    TooLarge,
    #[error("the fetching was cancelled")]
    Cancelled,
}

/// Fetches a page. `is_cancelled` is asked while it arrives.
///
/// # Errors
/// No web address, a private one unless that is allowed, a server that does not answer or refuses, a
/// page without end.
pub fn fetch(
    address: &str,
    allow_private: bool,
    is_cancelled: &dyn Fn() -> bool,
) -> Result<FetchedPage, FetchError> {
    let mut url = parse(address)?;
    for _ in 0..=MOST_REDIRECTS {
        if is_cancelled() {
            return Err(FetchError::Cancelled);
        }
        let host = url.host_str().unwrap_or_default().to_owned();
        let response = ask(&url, &host, allow_private)?;
        let status = response.status();
        if status.is_redirection() {
            url = next(&url, response.headers(), &host)?;
            continue;
        }
        refuse(status, response.headers(), &host)?;
        return read(response, &url, &host, is_cancelled);
    }
    Err(FetchError::Redirects(
        url.host_str().unwrap_or_default().to_owned(),
    ))
}

fn parse(address: &str) -> Result<Url, FetchError> {
    let address = address.trim();
    let bad = || FetchError::Address(address.to_owned());
    let with_scheme = if address.starts_with("www.") {
        format!("https://{address}")
    } else {
        address.to_owned()
    };
    let url = Url::parse(&with_scheme).map_err(|_| bad())?;
    if matches!(url.scheme(), "http" | "https") && url.host_str().is_some() {
        Ok(url)
    } else {
        Err(bad())
    }
}

/// Asks for one page, at the very addresses that were looked at.
fn ask(url: &Url, host: &str, allow_private: bool) -> Result<Response, FetchError> {
    static PROVIDER: Once = Once::new();
    PROVIDER.call_once(|| {
        // Somebody else's provider does as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
    let addresses = resolve(url, host)?;
    let is_private = addresses
        .iter()
        .any(|address| private::is_private(address.ip()));
    if is_private && !allow_private {
        return Err(FetchError::Private(host.to_owned()));
    }
    let mut client = Client::builder()
        .user_agent(AGENT)
        .connect_timeout(CONNECTING)
        .timeout(IN_ALL)
        .redirect(redirect::Policy::none())
        .resolve_to_addrs(host, &addresses);
    if is_private {
        // A proxy does not know this computer's network.
        client = client.no_proxy();
    }
    if url.scheme() == "http" {
        // Looking for certificates fails on a system without any, and none is needed.
        client = client.tls_certs_only([]);
    }
    let client = client.build().map_err(|error| unreachable(host, &error))?;
    client
        .get(url.clone())
        .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
        .header("Accept-Language", "ar,en;q=0.5")
        .send()
        .map_err(|error| unreachable(host, &error))
}

fn resolve(url: &Url, host: &str) -> Result<Vec<SocketAddr>, FetchError> {
    let port = url.port_or_known_default().unwrap_or(443);
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let found = (bare, port).to_socket_addrs();
    let found: Vec<SocketAddr> = found
        .map_err(|error| FetchError::Unreachable {
            host: host.to_owned(),
            reason: error.to_string(),
        })?
        .collect();
    if found.is_empty() {
        return Err(FetchError::Unreachable {
            host: host.to_owned(),
            reason: "the name is unknown".into(),
        });
    }
    Ok(found)
}

fn unreachable(host: &str, error: &reqwest::Error) -> FetchError {
    if error.is_timeout() {
        return FetchError::Slow(host.to_owned());
    }
    // The innermost cause says most.
    let mut cause: &dyn std::error::Error = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    FetchError::Unreachable {
        host: host.to_owned(),
        reason: cause.to_string(),
    }
}

fn next(url: &Url, headers: &HeaderMap, host: &str) -> Result<Url, FetchError> {
    let target = headers
        .get(LOCATION)
        .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    let target = target.ok_or_else(|| FetchError::Redirects(host.to_owned()))?;
    let joined = url.join(&target).map_err(|_| FetchError::Address(target))?;
    parse(joined.as_str())
}

fn refuse(status: StatusCode, headers: &HeaderMap, host: &str) -> Result<(), FetchError> {
    let (host, number) = (host.to_owned(), status.as_u16());
    match number {
        200..=299 => Ok(()),
        401 | 402 | 403 | 451 if headers.get(RETRY_AFTER).is_none() => Err(FetchError::Refused {
            host,
            status: number,
        }),
        404 | 410 => Err(FetchError::Gone {
            host,
            status: number,
        }),
        _ => Err(FetchError::Failed {
            host,
            status: number,
        }),
    }
}

fn read(
    mut response: Response,
    url: &Url,
    host: &str,
    is_cancelled: &dyn Fn() -> bool,
) -> Result<FetchedPage, FetchError> {
    let kind = response
        .headers()
        .get(CONTENT_TYPE)
        .map(|value| String::from_utf8_lossy(value.as_bytes()).to_ascii_lowercase())
        .unwrap_or_default();
    let (media_type, parameters) = kind.split_once(';').unwrap_or((&kind, ""));
    let charset = parameters.split(';').find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        (name.trim() == "charset").then(|| value.trim().trim_matches('"').to_owned())
    });
    let mut bytes = Vec::new();
    let mut buffer = vec![0; 64 << 10];
    loop {
        if is_cancelled() {
            return Err(FetchError::Cancelled);
        }
        let count = response.read(&mut buffer).map_err(|error| {
            let inner = error
                .get_ref()
                .and_then(|inner| inner.downcast_ref::<reqwest::Error>());
            match inner {
                Some(inner) => unreachable(host, inner),
                None => FetchError::Unreachable {
                    host: host.to_owned(),
                    reason: error.to_string(),
                },
            }
        })?;
        if count == 0 {
            break;
        }
        bytes.extend_from_slice(buffer.get(..count).unwrap_or_default());
        if bytes.len() as u64 > LARGEST {
            return Err(FetchError::TooLarge);
        }
    }
    let digest = ring::digest::digest(&ring::digest::SHA256, &bytes);
    let digest = digest.as_ref().iter().map(|byte| format!("{byte:02x}"));
    Ok(FetchedPage {
        digest: digest.collect(),
        address: url.to_string(),
        media_type: media_type.trim().to_owned(),
        charset,
        bytes,
    })
}
