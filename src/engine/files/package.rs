//! Packages: ZIP archives of parts, read with limits, written so that parts left alone stay as
//! they are to the byte.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// Bytes that a package may unpack to in all, and parts it may have.
const MOST_UNPACKED: u64 = 512 << 20;
const MOST_PARTS: usize = 20_000;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PackageError {
    #[error("the package is damaged ({0}); open the file in its own program and save it again")]
    Damaged(String),
    #[error("the file is protected by a password; remove the password and try again")]
    Encrypted,
    #[error("the package unpacks to more than 512 MB, which no document does; it was not read")]
    TooLarge,
    #[error("the package has a part outside its folder ({0}); it was not read")]
    Outside(String),
    #[error("the package has no part {0}")]
    Missing(String),
}

impl From<ZipError> for PackageError {
    fn from(error: ZipError) -> Self {
        match error {
            ZipError::UnsupportedArchive(what) if what.to_lowercase().contains("password") => {
                Self::Encrypted
            }
            error => Self::Damaged(error.to_string()),
        }
    }
}

impl From<std::io::Error> for PackageError {
    fn from(error: std::io::Error) -> Self {
        Self::Damaged(error.to_string())
    }
}

/// An opened package. Parts are unpacked when they are asked for.
pub struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    names: Vec<String>,
    unpacked: u64,
}

impl<'b> Package<'b> {
    /// # Errors
    /// Files that are not packages, parts outside the package's folder, too many parts.
    pub fn open(bytes: &'b [u8]) -> Result<Self, PackageError> {
        let archive = ZipArchive::new(Cursor::new(bytes))?;
        if archive.len() > MOST_PARTS {
            return Err(PackageError::TooLarge);
        }
        let names = archive
            .file_names()
            .map(|name| name.map(std::borrow::Cow::into_owned))
            .collect::<Result<Vec<String>, _>>()?;
        let leaves = |name: &str| {
            let is_drive = name.as_bytes().get(1) == Some(&b':');
            name.starts_with(['/', '\\']) || is_drive || name.split(['/', '\\']).any(|p| p == "..")
        };
        if let Some(name) = names.iter().find(|name| leaves(name)) {
            return Err(PackageError::Outside(name.clone()));
        }
        Ok(Self {
            archive,
            names,
            unpacked: 0,
        })
    }

    /// The names of all parts, in the package's order.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    pub fn has(&self, name: &str) -> bool {
        self.names.iter().any(|known| known == name)
    }

    /// Unpacks a part. What it unpacks to is counted as it is read, whatever its header says.
    ///
    /// # Errors
    /// There is no such part, it is damaged or encrypted, or the package unpacks too far.
    pub fn part(&mut self, name: &str) -> Result<Vec<u8>, PackageError> {
        let part = self.archive.by_name(name).map_err(|error| match error {
            ZipError::FileNotFound => PackageError::Missing(name.to_owned()),
            error => error.into(),
        })?;
        let left = MOST_UNPACKED.saturating_sub(self.unpacked);
        let mut bytes = Vec::new();
        part.take(left + 1).read_to_end(&mut bytes)?;
        self.unpacked += bytes.len() as u64;
        if bytes.len() as u64 > left {
            return Err(PackageError::TooLarge);
        }
        Ok(bytes)
    }

    /// The package with some parts replaced, the others copied as they are packed.
    ///
    /// # Errors
    /// Damaged parts.
    pub fn with(&mut self, new: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, PackageError> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for at in 0..self.archive.len() {
            let part = self.archive.by_index_raw(at)?;
            let name = part.name()?.into_owned();
            let Some(bytes) = new.get(&name) else {
                writer.raw_copy_file(part)?;
                continue;
            };
            let is_stored = part.compression() == CompressionMethod::Stored;
            let method = if is_stored {
                CompressionMethod::Stored
            } else {
                CompressionMethod::Deflated
            };
            let mut options = SimpleFileOptions::default().compression_method(method);
            if let Some(time) = part.last_modified() {
                options = options.last_modified_time(time);
            }
            writer.start_file(name, options)?;
            writer.write_all(bytes)?;
        }
        Ok(writer.finish()?.into_inner())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            writer
                .start_file(*name, SimpleFileOptions::default())
                .unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn parts_are_replaced_and_others_kept() {
        let bytes = package(&[("a.xml", b"one"), ("b/c.bin", &[7; 999]), ("d", b"")]);
        let mut opened = Package::open(&bytes).unwrap();
        let new = BTreeMap::from([("a.xml".to_owned(), b"two".to_vec())]);
        let written = opened.with(&new).unwrap();
        let mut again = Package::open(&written).unwrap();
        assert_eq!(again.names(), ["a.xml", "b/c.bin", "d"]);
        assert_eq!(again.part("a.xml").unwrap(), b"two");
        assert_eq!(again.part("b/c.bin").unwrap(), [7; 999]);
        assert_eq!(again.part("e"), Err(PackageError::Missing("e".into())));
    }

    #[test]
    fn parts_outside_are_refused() {
        for name in ["../a", "a/../../b", "/etc/passwd", "C:\\a", "..\\a"] {
            let bytes = package(&[(name, b"x")]);
            assert!(
                matches!(Package::open(&bytes), Err(PackageError::Outside(_))),
                "{name}"
            );
        }
    }

    #[test]
    fn a_bomb_is_not_unpacked() {
        let zeros = vec![0; 64 << 20];
        let parts: Vec<(String, &[u8])> =
            (0..9).map(|n| (format!("{n}"), zeros.as_slice())).collect();
        let parts: Vec<(&str, &[u8])> = parts.iter().map(|(n, b)| (n.as_str(), *b)).collect();
        let bytes = package(&parts);
        let mut opened = Package::open(&bytes).unwrap();
        let read: Vec<_> = (0..9).map(|n| opened.part(&n.to_string())).collect();
        assert_eq!(read.last(), Some(&Err(PackageError::TooLarge)));
    }

    #[test]
    fn what_is_not_a_package_is_refused() {
        let cut = &package(&[("a", &[3; 5000])])[..40];
        for bytes in [&b""[..], b"PK\x03\x04", b"hello", cut] {
            assert!(matches!(
                Package::open(bytes),
                Err(PackageError::Damaged(_))
            ));
        }
    }
}
