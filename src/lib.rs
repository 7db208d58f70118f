//! Signscope.
