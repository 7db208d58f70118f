//! Questions to the store, against answers found the slow and obvious way.

mod filter;
mod numbers;
mod order;
