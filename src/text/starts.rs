//! Where the things of a list begin, by token.

/// How many things of a list begin before a token, told without a search: a bit for each token, a count for every 64.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Starts {
    blocks: Vec<Block>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Block {
    /// The tokens of the block at which something begins.
    bits: u64,
    /// How many begin before the block.
    before: u32,
}

impl Starts {
    /// `firsts` are the first tokens of the things, in order; where several begin at one token, they count as one.
    pub(crate) fn new(tokens: usize, firsts: impl IntoIterator<Item = usize>) -> Starts {
        let mut blocks = vec![Block::default(); tokens / 64 + 1];
        for first in firsts {
            if let Some(block) = blocks.get_mut(first / 64) {
                block.bits |= 1 << (first % 64);
            }
        }
        let mut before = 0;
        for block in &mut blocks {
            block.before = before;
            before += block.bits.count_ones();
        }
        Starts { blocks }
    }

    /// How many begin before a token.
    #[inline]
    pub(crate) fn before(&self, token: usize) -> usize {
        match (self.blocks.get(token / 64), self.blocks.last()) {
            (Some(block), _) => (block.before + (block.bits & ((1 << (token % 64)) - 1)).count_ones()) as usize,
            (None, Some(last)) => (last.before + last.bits.count_ones()) as usize,
            _ => 0,
        }
    }

    /// The number of what begins at a token.
    #[inline]
    pub(crate) fn at(&self, token: usize) -> Option<usize> {
        let block = self.blocks.get(token / 64)?;
        let bit = 1 << (token % 64);
        (block.bits & bit != 0).then(|| (block.before + (block.bits & (bit - 1)).count_ones()) as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::Starts;

    #[test]
    fn counts_as_a_search_does() {
        let firsts: Vec<usize> = (0..400).filter(|k| k % 7 == 3 || k % 64 == 0 || k % 64 == 63).collect();
        for tokens in [400, 448, 1000] {
            let starts = Starts::new(tokens, firsts.iter().copied());
            for token in 0..tokens + 70 {
                assert_eq!(starts.before(token), firsts.partition_point(|&f| f < token), "{token}");
                assert_eq!(starts.at(token), firsts.binary_search(&token).ok(), "{token}");
            }
        }
        assert_eq!((Starts::default().before(5), Starts::new(0, []).at(0)), (0, None));
    }
}
