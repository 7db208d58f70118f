//! Files of the synthetic tenant, and what a native engine says of them: the page must say the same.

use signscope::engine::protocol::{ExportFormat, Filter, View};
use signscope::engine::{Engine, ExportStep};
use signscope_sample::{Form, Generator, Profile};

/// A file of the synthetic tenant with so many sign-ins.
pub fn file(form: Form, records: usize) -> String {
    let bytes = form.chunks(Generator::new(5, records, Profile::LARGE)).flatten().collect();
    String::from_utf8(bytes).expect("the generator writes UTF-8")
}

/// A file with other sign-ins of it.
pub fn other_file(form: Form, records: usize) -> String {
    let bytes = form.chunks(Generator::new(6, records, Profile::LARGE)).flatten().collect();
    String::from_utf8(bytes).expect("the generator writes UTF-8")
}

/// A native engine that has read a file.
pub fn read(name: &str, text: &str) -> Engine {
    let mut engine = Engine::default();
    let file = engine.add_file(name, text.len() as u64);
    engine.push(file, text.as_bytes());
    engine.finish(file);
    engine
}

/// How many records a filter keeps.
pub fn count(engine: &mut Engine, filter: &Filter) -> u64 {
    let view = View { filter: filter.clone(), ..View::default() };
    engine.export(&view, &ExportFormat::Original).progress().1
}

/// The first file an export of a view gives.
pub fn export(engine: &mut Engine, text: &str, view: &View, format: &ExportFormat) -> Vec<u8> {
    let mut export = engine.export(view, format);
    let mut bytes = Vec::new();
    loop {
        match engine.export_step(&mut export) {
            ExportStep::Chunk(chunk) => bytes.extend(chunk),
            ExportStep::Read { offset, len, .. } => {
                let read = &text.as_bytes()[offset as usize..(offset + len) as usize];
                bytes.extend(engine.export_bytes(&mut export, Ok(read)).expect("the file has not changed"));
            }
            ExportStep::File { .. } | ExportStep::Done => return bytes,
            ExportStep::Failed(reason) => panic!("{reason}"),
        }
    }
}
