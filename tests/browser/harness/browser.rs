//! The processes behind one page: the driver, what it starts, a display where one is needed, and a folder. All of it
//! is gone when the case ends.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};
use std::{env, fs, process, thread};

use libtest_mimic::Failed;

use super::Engine;

/// A running driver.
pub struct Browser {
    /// Started later, ended first.
    processes: Vec<Child>,
    folder: PathBuf,
    port: u16,
}

impl Browser {
    /// Starts the driver of `engine`, and for WebKitGTK, which has no headless way, a display for it.
    pub fn start(engine: Engine) -> Result<Self, Failed> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("browser-{}-{number}", process::id()));
        fs::create_dir_all(folder.join("downloads"))?;
        let mut browser = Self { processes: Vec::new(), folder, port: free_port()? };
        let mut driver = engine.driver_command(browser.port).ok_or("there is no driver")?;
        if engine == Engine::Webkit {
            driver.env("DISPLAY", browser.start_display()?).env("NO_AT_BRIDGE", "1").env_remove("WAYLAND_DISPLAY");
        }
        let log = fs::File::create(browser.folder.join("driver.log"))?;
        driver.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        browser.processes.push(in_own_group(&mut driver).spawn()?);
        browser.wait_for_driver()?;
        Ok(browser)
    }

    /// Where the driver is asked.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The folder of this browser alone.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The driver, and the display if there is one.
    // The benchmark alone needs it.
    #[allow(dead_code)]
    pub fn process_ids(&self) -> Vec<u32> {
        self.processes.iter().map(Child::id).collect()
    }

    /// What the driver wrote.
    pub fn log(&self) -> String {
        fs::read_to_string(self.folder.join("driver.log")).unwrap_or_default()
    }

    /// An X server that picks a free number itself and tells it.
    fn start_display(&mut self) -> Result<String, Failed> {
        let program = env::var_os("SIGNSCOPE_XVFB").ok_or("WebKitGTK needs Xvfb")?;
        let mut command = Command::new(program);
        command.args(["-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"]);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut display = in_own_group(&mut command).spawn()?;
        let output = display.stdout.take();
        self.processes.push(display);
        let mut number = String::new();
        BufReader::new(output.ok_or("Xvfb has no output")?).read_line(&mut number)?;
        Ok(format!(":{}", number.trim()))
    }

    fn wait_for_driver(&self) -> Result<(), Failed> {
        let deadline = Instant::now() + Duration::from_secs(20);
        let status = format!("{}/status", self.address());
        while ureq::get(&status).call().is_err() {
            if Instant::now() > deadline {
                return Err(format!("the driver does not answer:\n{}", self.log()).into());
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        for child in self.processes.iter_mut().rev() {
            end(child);
        }
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A port that nobody listens on.
fn free_port() -> Result<u16, Failed> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// A group of its own lets one signal end the driver with all that it started.
#[cfg(unix)]
fn in_own_group(command: &mut Command) -> &mut Command {
    use std::os::unix::process::CommandExt;
    command.process_group(0)
}

#[cfg(not(unix))]
fn in_own_group(command: &mut Command) -> &mut Command {
    command
}

/// Ends `child` and what it started.
fn end(child: &mut Child) {
    let id = child.id();
    let mut command = if cfg!(windows) {
        let mut command = Command::new("taskkill");
        command.args(["/T", "/F", "/PID", &id.to_string()]);
        command
    } else {
        let mut command = Command::new("kill");
        command.args(["-KILL", "--", &format!("-{id}")]);
        command
    };
    let _ = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    let _ = child.kill();
    let _ = child.wait();
}
