//! `turjuman article`: the article of a saved web page, without what the site has around it.

use super::Context;
use clap::Args;
use serde_json::json;
use std::path::PathBuf;
use turjuman::workspace::read_article;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A saved web page
    file: PathBuf,
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<()> {
    let article = read_article(&arguments.file)?;
    let mut output = context.output();
    let record = json!({
        "headline": article.headline,
        "byline": article.byline,
        "outlet": article.outlet,
        "date": article.date,
        "address": article.address,
        "paragraphs": article.paragraphs,
    });
    output.record(&record, || {
        let about = [
            &article.byline,
            &article.outlet,
            &article.date,
            &article.address,
        ];
        let about: Vec<&str> = about
            .iter()
            .map(|told| told.as_str())
            .filter(|told| !told.is_empty())
            .collect();
        format!(
            "{}\n{}\n\n{}",
            article.headline,
            about.join(" · "),
            article.paragraphs.join("\n\n")
        )
    })?;
    output.flush()
}
