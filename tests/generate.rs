//! Writes a sample file of any size: `generate <form> <records|story> <path>`.

use signscope_sample::{Form, Generator, Profile, STORY_FILE_NAME, SignIn, story};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::process::ExitCode;

const SEED: u64 = 20_261_119;
const USAGE: &str =
    "generate <portal-csv|portal-csv-2023|portal-csv-2024|portal-json|graph-page|ndjson> <records|story> <path>";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [form, records, path] = arguments.as_slice() else {
        return refuse(&format!("{USAGE}\nThe portal's name for the story is {STORY_FILE_NAME}."));
    };
    let Some(form) = Form::named(form) else {
        return refuse(&format!("\"{form}\" is not a form of file.\n{USAGE}"));
    };
    let written = match (records.as_str(), records.parse()) {
        ("story", _) => write(form, story().into_iter(), path),
        (_, Ok(count)) => write(form, Generator::new(SEED, count, Profile::LARGE), path),
        _ => return refuse(&format!("\"{records}\" is neither a number nor \"story\".\n{USAGE}")),
    };
    match written {
        Ok(bytes) => {
            println!("{path}: {bytes} bytes");
            ExitCode::SUCCESS
        }
        Err(error) => refuse(&format!("{path} could not be written: {error}")),
    }
}

fn write(form: Form, records: impl Iterator<Item = SignIn>, path: &str) -> std::io::Result<u64> {
    let mut file = BufWriter::new(File::create(path)?);
    let mut bytes = 0;
    for chunk in form.chunks(records) {
        file.write_all(&chunk)?;
        bytes += chunk.len() as u64;
    }
    file.flush()?;
    Ok(bytes)
}

fn refuse(words: &str) -> ExitCode {
    eprintln!("{words}");
    ExitCode::FAILURE
}
