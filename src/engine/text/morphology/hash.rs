//! A quick hash for short keys: the index makes hundreds of look-ups a segment.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

pub type ByKey<K, V> = HashMap<K, V, BuildHasherDefault<KeyHasher>>;

/// Multiply and rotate, eight bytes at a time (the method of Firefox and rustc). Not proof against
/// keys made to collide, which a translator's own termbase does not have.
#[derive(Default)]
pub struct KeyHasher(u64);

impl KeyHasher {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for KeyHasher {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.add(u64::from_le_bytes(word));
        }
    }

    fn write_u8(&mut self, value: u8) {
        self.add(value.into());
    }

    fn write_u32(&mut self, value: u32) {
        self.add(value.into());
    }

    fn write_i64(&mut self, value: i64) {
        self.add(value as u64);
    }

    fn finish(&self) -> u64 {
        // The high bits are the well mixed ones; the map uses the low ones too.
        self.0 ^ (self.0 >> 32)
    }
}
