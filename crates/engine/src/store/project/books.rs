//! Account books, their items and bills of materials.

use etown_domain::bonded::BondedEvent as Event;
use etown_domain::bonded::bom::BomRow;
use etown_domain::bonded::book::{BookHeader, BookStatus, FilingStatus, ItemFiling, Pause};
use etown_values::BookId;
use rusqlite::params;

use super::super::words::word;
use super::{Applying, BookKeys, optional_word};

impl Applying<'_> {
    pub(super) fn book_event(&mut self, event: &Event) -> rusqlite::Result<()> {
        match event {
            Event::BookFiled { book, header, .. } => self.file_book(*book, header),
            Event::ItemsFiled { book, items, .. } => {
                let keys = self.change_book(*book)?;
                self.fact("items", &items.len());
                items.iter().try_for_each(|item| self.item(keys.book, item))
            }
            Event::BomFiled { book, product, version, rows, .. } => {
                let keys = self.change_book(*book)?;
                self.fact("product", product);
                self.fact("version", version);
                self.bom(keys.book, *product, version, rows)
            }
            Event::BookSubmitted { book, .. } => self.book_status(*book, BookStatus::Submitted),
            Event::BookReturned { book, reason, .. } => {
                self.fact("reason", reason);
                self.book_status(*book, BookStatus::Draft)
            }
            Event::BookExpired { book, .. } => self.book_status(*book, BookStatus::Expired),
            Event::BookClosed { book, .. } => self.book_status(*book, BookStatus::Closed),
            Event::BookApproved { book, on } => {
                self.book_status(*book, BookStatus::Active)?;
                self.open_period(*book, 1, *on)?;
                self.approve_filings(*book)
            }
            Event::FilingsApproved { book, .. } => {
                let keys = self.change_book(*book)?;
                self.run("UPDATE book SET change_count = change_count + 1 WHERE key = ?1", [keys.book])?;
                self.approve_filings(*book)
            }
            Event::BookPaused { book, pause, reason, .. } => self.pause_book(*book, *pause, reason),
            Event::ItemsConsigned { book, items } => {
                let keys = self.book(*book)?;
                items.iter().try_for_each(|item| self.mark_used(keys.book, *item, None))
            }
            Event::ProductionRecorded { book, product, version, quantity, .. } => {
                let keys = self.change_book(*book)?;
                self.fact("product", product);
                self.fact("version", version);
                self.fact("quantity", quantity);
                self.mark_used(keys.book, *product, Some(version))
            }
            Event::ItemPaused { book, item, pause, reason } => {
                self.pause_item(*book, *item, (*pause, reason))
            }
            Event::IssueRecorded { book, work_order, item, quantity, report } => {
                let keys = self.book(*book)?;
                self.about("book", book);
                self.fact("work_order", work_order);
                self.fact("item", item);
                self.fact("quantity", quantity);
                let id = self.next_row();
                self.run(
                    "INSERT INTO issue (id, book, work_order, item, quantity, report)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                    params![id, keys.book, work_order, item, quantity.to_string(), report.to_string()],
                )?;
                self.mark_used(keys.book, *item, None)
            }
            _ => unreachable!("only events of books come here"),
        }
    }

    fn pause_item(
        &mut self,
        book: BookId,
        item: u32,
        (pause, reason): (Pause, &str),
    ) -> rusqlite::Result<()> {
        let keys = self.change_book(book)?;
        self.fact("item", &item);
        self.fact("pause", &word(&pause));
        self.fact("reason", &reason);
        let sql = "UPDATE item SET pause = ?3 WHERE book = ?1 AND number = ?2";
        self.run(sql, params![keys.book, item, word(&pause)]).map(drop)
    }

    fn pause_book(&mut self, book: BookId, pause: Pause, reason: &str) -> rusqlite::Result<()> {
        let keys = self.change_book(book)?;
        self.fact("pause", &word(&pause));
        self.fact("reason", &reason);
        self.run("UPDATE book SET pause = ?2 WHERE key = ?1", params![keys.book, word(&pause)])?;
        Ok(())
    }

    fn file_book(&mut self, id: BookId, header: &BookHeader) -> rusqlite::Result<()> {
        let enterprise = self.concerns(header.enterprise)?;
        self.about("book", &id);
        self.fact("number", &header.number);
        self.run(
            "INSERT INTO book (id, number, enterprise, kind, consumption_point, status, pause, valid_until,
                               verification_cycle_months, change_count, revision, filed_position)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0, 1, ?10)",
            params![
                id.to_string(),
                header.number,
                enterprise,
                word(&header.kind),
                optional_word(header.consumption_point.as_ref()),
                word(&BookStatus::Draft),
                word(&Pause::None),
                header.valid_until.to_string(),
                header.verification_cycle_months,
                self.position,
            ],
        )?;
        Ok(())
    }

    /// Counts a change of the book and names it as the subject.
    pub(super) fn change_book(&mut self, id: BookId) -> rusqlite::Result<BookKeys> {
        let keys = self.book(id)?;
        self.about("book", &id);
        let sql = "UPDATE book SET revision = revision + 1 WHERE key = ?1 RETURNING number";
        let number: String = self.one(sql, [keys.book], |row| row.get(0))?;
        self.fact("number", &number);
        Ok(keys)
    }

    fn book_status(&mut self, id: BookId, status: BookStatus) -> rusqlite::Result<()> {
        let keys = self.change_book(id)?;
        self.run("UPDATE book SET status = ?2 WHERE key = ?1", params![keys.book, word(&status)])?;
        Ok(())
    }

    fn item(&self, book: i64, item: &ItemFiling) -> rusqlite::Result<()> {
        self.run(
            "INSERT INTO item
             (book, number, class, part_number, hs_code, name, measure, unit_price, currency, status,
              count_tolerance_percent, is_used, pause)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 0, 'none')
             ON CONFLICT (book, number) DO UPDATE SET class = excluded.class, part_number = excluded.part_number,
                 hs_code = excluded.hs_code, name = excluded.name, measure = excluded.measure,
                 unit_price = excluded.unit_price, currency = excluded.currency, status = excluded.status,
                 count_tolerance_percent = excluded.count_tolerance_percent",
            params![
                book,
                item.number,
                word(&item.class),
                item.part_number,
                item.hs_code.as_str(),
                item.name,
                item.measure.symbol(),
                item.unit_price.to_string(),
                item.currency.code(),
                word(&FilingStatus::Filed),
                item.count_tolerance_percent.map(|percent| percent.to_string()),
            ],
        )?;
        Ok(())
    }

    fn bom(&self, book: i64, product: u32, version: &str, rows: &[BomRow]) -> rusqlite::Result<()> {
        let sql = "INSERT INTO bom (book, product, version, status, is_used, last_position)
             VALUES (?1, ?2, ?3, ?4, 0, ?5)
             ON CONFLICT (book, product, version) DO UPDATE SET status = excluded.status, is_used = 0,
                 last_position = excluded.last_position
             RETURNING key";
        let parameters = params![book, product, version, word(&FilingStatus::Filed), self.position];
        let key: i64 = self.one(sql, parameters, |row| row.get(0))?;
        self.run("DELETE FROM bom_row WHERE bom = ?1", [key])?;
        for (number, row) in (1_i64..).zip(rows) {
            // The rules refused rows whose consumption cannot be computed.
            let consumption =
                row.unit_consumption().map(|consumption| consumption.to_string()).unwrap_or_default();
            self.run(
                "INSERT INTO bom_row (bom, number, material, net, tangible_loss_percent, intangible_loss_percent,
                                      bonded_share_percent, scrap_item, unit_consumption)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                params![
                    key,
                    number,
                    row.material,
                    row.net.to_string(),
                    row.tangible_loss_percent.to_string(),
                    row.intangible_loss_percent.to_string(),
                    row.bonded_share_percent.to_string(),
                    row.scrap_item,
                    consumption,
                ],
            )?;
        }
        Ok(())
    }

    fn approve_filings(&mut self, id: BookId) -> rusqlite::Result<()> {
        let keys = self.book(id)?;
        let approved = word(&FilingStatus::Approved);
        self.run("UPDATE item SET status = ?2 WHERE book = ?1", params![keys.book, approved])?;
        self.run(
            "UPDATE bom SET status = ?2, last_position = ?3 WHERE book = ?1 AND status <> ?2",
            params![keys.book, approved, self.position],
        )?;
        Ok(())
    }

    /// Marks what a document names: the item, the version, and the version's materials and scrap.
    pub(super) fn mark_used(&self, book: i64, item: u32, version: Option<&str>) -> rusqlite::Result<()> {
        self.run("UPDATE item SET is_used = 1 WHERE book = ?1 AND number = ?2", params![book, item])?;
        let Some(version) = version else { return Ok(()) };
        let newly_used = self.run(
            "UPDATE bom SET is_used = 1 WHERE book = ?1 AND product = ?2 AND version = ?3 AND is_used = 0",
            params![book, item, version],
        )?;
        if newly_used > 0 {
            self.run(
                "UPDATE item SET is_used = 1 WHERE book = ?1 AND number IN (
                     SELECT row.material FROM bom JOIN bom_row row ON row.bom = bom.key
                     WHERE bom.book = ?1 AND bom.product = ?2 AND bom.version = ?3
                     UNION SELECT row.scrap_item FROM bom JOIN bom_row row ON row.bom = bom.key
                     WHERE bom.book = ?1 AND bom.product = ?2 AND bom.version = ?3)",
                params![book, item, version],
            )?;
        }
        Ok(())
    }
}
