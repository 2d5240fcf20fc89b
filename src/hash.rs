//! Maps of one document. Their keys are mostly hashes already, so one multiplication is enough; its factor is chosen anew
//! for each map, so that no text can be written whose words all fall into one slot.

use std::{
    collections::{HashMap, HashSet},
    hash::{BuildHasher, Hasher, RandomState},
};

pub(crate) type Map<K, V> = HashMap<K, V, Keyed>;
pub(crate) type Set<K> = HashSet<K, Keyed>;

/// Makes hashers of one random key.
#[derive(Clone, Copy)]
pub(crate) struct Keyed(u64);

impl Default for Keyed {
    fn default() -> Self {
        Keyed(RandomState::new().build_hasher().finish() | 1)
    }
}

impl BuildHasher for Keyed {
    type Hasher = Multiplier;

    #[inline]
    fn build_hasher(&self) -> Multiplier {
        Multiplier { key: self.0, state: self.0.rotate_left(32) }
    }
}

/// Multiplies and folds the product.
pub(crate) struct Multiplier {
    key: u64,
    state: u64,
}

impl Hasher for Multiplier {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut eight = [0; 8];
            eight[..chunk.len()].copy_from_slice(chunk);
            self.write_u64(u64::from_le_bytes(eight));
        }
    }

    #[inline]
    fn write_u8(&mut self, number: u8) {
        self.write_u64(number.into());
    }

    #[inline]
    fn write_u32(&mut self, number: u32) {
        self.write_u64(number.into());
    }

    #[inline]
    fn write_u64(&mut self, number: u64) {
        let product = u128::from(self.state ^ number) * u128::from(self.key);
        self.state = product as u64 ^ (product >> 64) as u64;
    }

    #[inline]
    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    #[inline]
    fn finish(&self) -> u64 {
        self.state
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_all_kinds_are_found_again() {
        let words: Map<&str, usize> = ["", "a", "harbour", "the harbour master"].into_iter().zip(0..).collect();
        assert_eq!(words["the harbour master"], 3);
        assert!(!words.contains_key("harbours"));
        let numbers: Set<(u8, u64)> = (0..1000).map(|k| (k as u8, k << 40)).collect();
        assert_eq!(numbers.len(), 1000);
        assert!(numbers.contains(&(231, 999 << 40)));
    }

    #[test]
    fn each_map_has_a_key_of_its_own() {
        let hashes: HashSet<u64> = (0..20).map(|_| Keyed::default().hash_one(7u64)).collect();
        assert!(hashes.len() > 1);
    }
}
