//! The WebDriver protocol (W3C): JSON over HTTP, one request a command.

use std::time::{Duration, Instant};

use libtest_mimic::Failed;
use serde_json::{Value, json};
use ureq::Agent;

/// A browser under control. Every command shares one deadline, so no case can hang.
pub struct Session {
    agent: Agent,
    address: String,
    deadline: Instant,
}

impl Session {
    /// Asks the driver at `address` for a browser.
    pub fn start(address: &str, capabilities: &Value, limit: Duration) -> Result<Self, Failed> {
        let agent = Agent::config_builder().http_status_as_error(false).proxy(None).build().new_agent();
        let mut session = Self { agent, address: format!("{address}/session"), deadline: Instant::now() + limit };
        let started = session.post("", &json!({ "capabilities": { "alwaysMatch": capabilities } }))?;
        let id = started["sessionId"].as_str().ok_or("the driver names no session")?;
        session.address = format!("{address}/session/{id}");
        Ok(session)
    }

    /// What is left of the time of this session.
    pub fn time_left(&self) -> Result<Duration, Failed> {
        let left = self.deadline.saturating_duration_since(Instant::now());
        if left.is_zero() { Err("the time of this case is over".into()) } else { Ok(left) }
    }

    /// A command that changes something.
    pub fn post(&self, command: &str, body: &Value) -> Result<Value, Failed> {
        let request = self.agent.post(format!("{}{command}", self.address));
        let answer = request.config().timeout_global(Some(self.time_left()?)).build().send_json(body);
        value_of(command, answer)
    }

    /// A command that asks something.
    pub fn get(&self, command: &str) -> Result<Value, Failed> {
        let request = self.agent.get(format!("{}{command}", self.address));
        value_of(command, request.config().timeout_global(Some(self.time_left()?)).build().call())
    }

    /// Closes the browser, even when the time is over.
    pub fn close(&self) {
        let request = self.agent.delete(&self.address);
        let _ = request.config().timeout_global(Some(Duration::from_secs(5))).build().call();
    }
}

/// The value of an answer; an error of the driver becomes a sentence.
fn value_of(command: &str, answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Result<Value, Failed> {
    let mut answer = answer.map_err(|error| format!("{command}: {error}"))?;
    // A screenshot is larger than the default limit on answers allows for.
    let mut body: Value = answer.body_mut().with_config().limit(200_000_000).read_json()?;
    let value = body["value"].take();
    if answer.status().is_success() {
        return Ok(value);
    }
    let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
    Err(format!("{command}: {}: {}", text("error"), text("message")).into())
}
