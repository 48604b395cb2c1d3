//! The projects, and which of them is open: what documents, memories, termbases and names hang on.

use crate::engine::model::ProjectId;
use crate::store::ProjectRow;

#[derive(Default)]
pub(in crate::workspace) struct Projects {
    pub rows: Vec<ProjectRow>,
    pub open: Option<ProjectId>,
}

impl Projects {
    pub(in crate::workspace) fn get(&self, id: ProjectId) -> Option<&ProjectRow> {
        self.rows.iter().find(|row| row.id == id)
    }

    pub(in crate::workspace) fn get_mut(&mut self, id: ProjectId) -> Option<&mut ProjectRow> {
        self.rows.iter_mut().find(|row| row.id == id)
    }

    pub(in crate::workspace) fn open_row(&self) -> Option<&ProjectRow> {
        self.get(self.open?)
    }

    pub(in crate::workspace) fn named(&self, name: &str) -> Option<ProjectId> {
        let row = self.rows.iter().find(|row| row.name == name);
        row.map(|row| row.id)
    }

    pub(in crate::workspace) fn name_of(&self, id: ProjectId) -> String {
        self.get(id).map(|row| row.name.clone()).unwrap_or_default()
    }
}
