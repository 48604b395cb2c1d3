//! Throw-away demo of the widgets.
use super::widgets::*;
use eframe::egui::{self, Color32, Id};
use turjuman::typeset::*;

const AR: ParagraphStyle = ParagraphStyle::new(Face::Arabic, 19.0, 1.8, Direction::RightToLeft);
const EN: ParagraphStyle = ParagraphStyle::new(Face::Sans, 16.0, 1.6, Direction::LeftToRight);

struct Demo {
    target: EditBuffer,
    search: EditBuffer,
    source: EditBuffer,
    log: String,
}

impl eframe::App for Demo {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let dark = std::env::var("DEMO_DARK").is_ok();
        ui.ctx().set_theme(if dark {
            egui::Theme::Dark
        } else {
            egui::Theme::Light
        });
        let (fg, bg, hl) = if dark {
            (
                Color32::from_rgb(0xE8, 0xE4, 0xDA),
                Color32::from_rgb(0x22, 0x20, 0x1D),
                Color32::from_rgb(0x4A, 0x3F, 0x1A),
            )
        } else {
            (
                Color32::from_rgb(0x24, 0x22, 0x1F),
                Color32::from_rgb(0xFB, 0xFA, 0xF7),
                Color32::from_rgb(0xFB, 0xE8, 0xB0),
            )
        };
        let mut colors = TextColors::from_visuals(ui.visuals());
        colors.text = fg;
        colors.caret = fg;
        egui::CentralPanel::default().frame(egui::Frame::new().fill(bg).inner_margin(24.0)).show(ui, |ui| {
            let frame = FieldFrame::from_visuals(ui.visuals());
            let out = BidiEdit::single_line(Id::unique("search"), &mut self.search, &ParagraphStyle::new(Face::Sans, 13.0, 1.5, Direction::Auto), colors, "Search").hint("Search – ابحث").frame(frame).width(260.0).show(ui);
            if out.submitted { self.log = "submitted".into(); }
            ui.separator();
            ui.columns(2, |c| {
                let texts = ["قال Sergey Lavrov إن 90 مجموعة أعلنت \"انضمامها\" للهدنة (2016).",
                  "وَقَّعَتِ الأَطْرَافُ هُدْنَةً لِمُدَّةِ ٧٢ سَاعَةً، وَبِهُدْنَةٍ أُخْرَى [نسخة 2.5] في 12/10/2016 الساعة 10:30.",
                  "https://example.org/news?id=15&lang=ar نشر الموقع الخبر، و«الأمم المتحدة» (UN) أكّدته بنسبة 98.5%.",
                  "التقى ستافان دي ميستورا مبعوث الامم المتحدة الخاص إلى سوريا، اليوم (الثلاثاء)، في العاصمة الروسية موسكو، وزير الخارجية الروسي سيرجي لافروف، لبحث سبل استئناف وقف اطلاق النار في سوريا، بحيث تشمل مدينة حلب."];
                for (n, t) in texts.iter().enumerate() {
                    let term = t.find("هدنة").or(t.find("وقف")).map(|s| s..s+8);
                    let mut d = vec![];
                    if let Some(r) = &term { d.push(Decoration::new(r.clone(), Mark::DottedUnderline, Color32::from_rgb(0x2B,0x6C,0xB0))); }
                    if n == 3 { let s = t.find("دي").unwrap_or(0); d.push(Decoration::new(s..s+17, Mark::Background, hl)); }
                    let spans = if n == 3 { let s = t.find("لافروف").unwrap_or(0); vec![Span::coloured(s..s+6, ink(Color32::from_rgb(0xC0,0x30,0x30)))] } else { vec![] };
                    BidiLabel::new(t, &AR, fg).decorations(&d).spans(&spans).show(&mut c[1]);
                    c[1].separator();
                }
                BidiLabel::new(texts[3], &AR, fg).one_line().show(&mut c[1]);
                BidiEdit::multiline(Id::unique("source"), &mut self.source, &AR, colors, "Source").read_only(true).show(&mut c[1]);
                let e = "Lavrov said he hopes the truce (هدنة) in Aleppo — signed on 12/10/2016 — will “hold”, with 98.5% of groups (90 of 120) joining.";
                let w = Decoration::new(0..6, Mark::WavyUnderline, Color32::RED);
                let s = Decoration::new(12..21, Mark::StrikeThrough, Color32::RED);
                let u = Decoration::new(22..31, Mark::Underline, Color32::from_rgb(0x2F,0x85,0x5A));
                BidiLabel::new(e, &EN, fg).decorations(&[w, s, u]).show(&mut c[0]);
                c[0].separator();
                BidiLabel::new(e, &ParagraphStyle { face: Face::Serif, ..EN }, fg).spans(&[Span::bold(0..6)]).show(&mut c[0]);
                c[0].separator();
                let out = BidiEdit::multiline(Id::unique("target"), &mut self.target, &EN, colors, "Target").decorations(&[Decoration::new(4..9, Mark::WavyUnderline, Color32::RED)]).show(&mut c[0]);
                if !out.edits.is_empty() { self.log = format!("{:?} {:?}", out.edits.last().map(|e| e.kind), out.selection); }
                c[0].separator();
                c[0].horizontal(|ui| { BidiLabel::new("هدنة", &AR.scaled(0.75), fg).natural_width().show(ui); BidiLabel::new("truce", &EN.scaled(0.8), fg).natural_width().show(ui); ui.label(&self.log); });
            });
        });
    }
}

pub fn run() {
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default().with_inner_size([1180.0, 760.0]),
        ..Default::default()
    };
    let result = eframe::run_native(
        "widgets",
        options,
        Box::new(|_| {
            Ok(Box::new(Demo {
                target: EditBuffer::new(
                    "The word هدنة means “truce”, and قال Lavrov 2016 ثم is mixed.",
                ),
                search: EditBuffer::single_line(""),
                source: EditBuffer::new(
                    "قال لافروف \"السوريون وحدهم من يقررون مستقبل بلادهم\".\nسطر ثان Line two.",
                ),
                log: String::new(),
            }))
        }),
    );
    if let Err(e) = result {
        eprintln!("{e}");
    }
}
