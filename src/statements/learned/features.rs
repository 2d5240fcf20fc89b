//! Features, hashed, and the array of weights that they stand in.

/// A feature: a place in the array of weights.
pub(crate) type Feature = u32;

/// What features with consecutive numbers look at.
pub(crate) type Values<const N: usize> = [(u32, u32); N];

/// Takes features: the labeller sums their weights at once, the trainer keeps them.
pub(crate) trait Sink {
    /// Features numbered from `from` on.
    fn take<const N: usize>(&mut self, from: u32, values: Values<N>);
}

impl Sink for Vec<Feature> {
    fn take<const N: usize>(&mut self, from: u32, values: Values<N>) {
        self.extend((from..).zip(values).map(|(number, value)| feature(number, value) as Feature));
    }
}

/// A sum of weights, in steps.
pub(crate) struct Sum {
    weights: &'static [u8; SIZE],
    steps: i32,
}

impl Sink for Sum {
    #[inline(always)]
    fn take<const N: usize>(&mut self, from: u32, values: Values<N>) {
        // By reference, and with a salt that grows: most of the labeller's time is spent in this loop.
        let mut salt = salt(from);
        for &value in &values {
            self.steps += i32::from(self.weights[hashed(salt, value)] as i8);
            salt = salt.wrapping_add(SALT);
        }
    }
}

/// Number of weights, and the bits that tell them apart.
pub(crate) const SIZE: usize = 1 << BITS;
const BITS: u32 = 20;
const SALT: u64 = 0x9fb2_1c65_1e98_df25;
const MULTIPLIER: u64 = 0xd6e8_feb8_6659_fd93;

/// A feature from its number and what it looks at.
#[inline(always)]
fn feature(number: u32, value: (u32, u32)) -> usize {
    hashed(salt(number), value)
}

/// What tells the features with this number from others.
#[inline(always)]
fn salt(number: u32) -> u64 {
    (u64::from(number) + 1).wrapping_mul(SALT)
}

#[inline(always)]
fn hashed(salt: u64, (a, b): (u32, u32)) -> usize {
    (((u64::from(a) << 32 | u64::from(b)) ^ salt).wrapping_mul(MULTIPLIER) >> (64 - BITS)) as usize
}

/// Two values as one.
#[inline(always)]
pub(crate) fn pair(a: u32, b: u32) -> u32 {
    (((u64::from(a) << 32 | u64::from(b)) ^ 0x51_7cc1_b727).wrapping_mul(MULTIPLIER) >> 32) as u32
}

/// Weights, read in place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Weights {
    bytes: &'static [u8; SIZE],
    /// What one step of a byte is worth.
    step: f32,
    /// Slope and offset that make the models' joint logit a probability, as measured on held-out articles.
    slope: f32,
    offset: f32,
}

const MAGIC: &[u8; 8] = b"ORlab03\n";

impl Weights {
    pub(crate) fn read(bytes: &'static [u8]) -> Option<Weights> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (head, bytes) = rest.split_first_chunk::<12>()?;
        let number = |at: usize| Some(f32::from_le_bytes(head.get(at..at + 4)?.try_into().ok()?));
        let (step, slope, offset) = (number(0)?, number(4)?, number(8)?);
        Some(Weights { bytes: bytes.try_into().ok()?, step, slope, offset })
    }

    /// The probability that a logit stands for, after what was measured.
    pub(crate) fn calibrated(&self, probability: f32) -> f32 {
        let p = probability.clamp(1e-6, 1.0 - 1e-6);
        logistic(self.slope * (p / (1.0 - p)).ln() + self.offset)
    }

    /// The sum of the weights of features, in steps.
    #[inline(always)]
    pub(crate) fn steps(&self, features: impl FnOnce(&mut Sum)) -> i32 {
        let mut sum = Sum { weights: self.bytes, steps: 0 };
        features(&mut sum);
        sum.steps
    }

    /// What so many steps are worth.
    pub(crate) fn worth(&self, steps: i32) -> f32 {
        steps as f32 * self.step
    }
}

pub(crate) fn logistic(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}
