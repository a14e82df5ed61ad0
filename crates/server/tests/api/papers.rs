//! Papers of the invented zone, as its people would send them.

use serde_json::{Value, json};

pub(crate) const METAL: u32 = 1;
pub(crate) const BOARD: u32 = 10;
pub(crate) const SCRAP: u32 = 20;

const FAR: &str = "2027-12-31";

/// A parameter that nobody verified, in force since 2020.
pub(crate) fn setting(name: &str, value: &str) -> Value {
    let value = json!({"effective_from": "2020-01-01", "value": value, "basis": "setting", "source": "test",
        "is_verified": false});
    json!({"name": name, "unit": "1", "meaning": "test", "values": [value]})
}

pub(crate) fn parameters() -> Value {
    json!({"parameters": [
        setting("bonded.list.lines_max", "1000"),
        setting("bonded.book.verification_cycle_months_max", "12"),
        setting("bonded.filing.items_max", "1000"),
        setting("bonded.list.quantity_max", "99999999999999.99999"),
        setting("bonded.count.tolerance_percent", "0.3"),
        setting("bonded.count.rows_max", "1000"),
        setting("bonded.gate.weight_tolerance_percent", "3"),
        setting("bonded.gate.slip_days_max", "7"),
        setting("bonded.equipment.supervision_months", "36"),
        setting("approvals.small_building.floor_area_square_metres_max", "5000"),
        setting("approvals.small_building.height_metres_max", "24"),
        setting("approvals.revocation.credit_class_steps", "1"),
        setting("industry.classification.classes_max", "1000"),
        setting("industry.import.rows_max", "1000"),
        setting("industry.specialised.quotient_min", "1"),
        setting("industry.strong.quotient_min", "2"),
        setting("industry.strong.count_min", "1000"),
        setting("region.import.rows_max", "1000"),
        setting("region.weak_link.suppliers_max", "1"),
        setting("region.evidence.months_max", "24"),
        setting("region.drawing.products_max", "120"),
        setting("region.failure.steps_max", "50000000"),
        setting("region.four_chains.rows_max", "3"),
        setting("treasury.pool.cross_border_payments_min", "7000000000"),
        setting("treasury.pool.onshore_min", "10000000000"),
        setting("treasury.pool.offshore_min", "2000000000"),
        setting("treasury.external_debt.leverage", "2"),
        setting("treasury.external_debt.coefficient", "1.75"),
        setting("treasury.external_debt.short_term_months_max", "12"),
        setting("treasury.external_debt.weight_short", "1.5"),
        setting("treasury.external_debt.weight_long", "1"),
        setting("treasury.external_debt.weight_foreign_currency", "0.5"),
        setting("treasury.overseas_lending.leverage", "1"),
        setting("treasury.overseas_lending.coefficient", "0.8"),
        setting("treasury.overseas_lending.weight_foreign_currency", "0.5"),
    ]})
}

pub(crate) fn notice() -> Value {
    json!({"item": "小型低风险建设项目施工许可", "item_english": "Construction permit of a small project",
        "legal_basis": "invented basis, article 1", "conditions": ["the plan is approved"], "materials": ["site plan"],
        "liability": "the permit is revoked and the credit recorded", "verification_working_days": 10,
        "eligibility": "small_building"})
}

pub(crate) fn application(enterprise: &str, matter: &str) -> Value {
    json!({"enterprise": enterprise, "matter": matter, "project": "clean room, hall 3",
        "building": {"floor_area_square_metres": "4200", "height_metres": "18.5"}})
}

pub(crate) fn pool(lead: &str, member: &str) -> Value {
    json!({"name": "虚构跨境资金池", "lead": lead, "lead_equity": "400000000.00",
        "members": [{"enterprise": member, "equity": "200000000.00", "share_percent": "50"}],
        "turnover": {"cross_border_payments": "7000000000", "onshore": "10000000000", "offshore": "2000000000"}})
}

pub(crate) fn draw(enterprise: &str, amount: &str) -> Value {
    json!({"quota": "external_debt", "enterprise": enterprise, "amount": amount, "currency": "USD",
        "rate": "7.10", "term_months": 9})
}

pub(crate) fn nomenclature() -> Value {
    let codes = [
        ("740311", "精炼铜 Refined copper"),
        ("853400", "印刷电路 Printed circuits"),
        ("740400", "铜废碎料 Copper scrap"),
    ];
    let codes: Vec<Value> =
        codes.iter().map(|(code, text)| json!({"code": code, "description": text})).collect();
    json!({"edition": "HS 2022", "effective_from": "2022-01-01", "source": "test", "codes": codes})
}

pub(crate) fn calendar_year() -> Value {
    json!({"year": 2026, "version": "test", "days": [{"date": "2026-01-01", "kind": "day_off", "name": "元旦"}]})
}

pub(crate) fn enterprise(credit_code: &str, name: &str) -> Value {
    json!({"credit_code": credit_code, "name": name, "name_english": format!("{name} (invented)"),
        "credit_class": "normal"})
}

pub(crate) fn book(number: &str, enterprise: &str) -> Value {
    json!({"number": number, "enterprise": enterprise, "kind": "processing", "consumption_point": "at_shipment",
        "valid_until": FAR, "verification_cycle_months": 6})
}

pub(crate) fn item(number: u32) -> Value {
    let (class, code, measure) = match number {
        BOARD => ("finished", "8534001000", "pcs"),
        SCRAP => ("scrap", "7404000090", "kg"),
        _ => ("material", "7403111100", "kg"),
    };
    json!({"number": number, "class": class, "part_number": format!("P-{number}"), "hs_code": code,
        "name": format!("零件 part {number}"), "measure": measure, "unit_price": "42.5", "currency": "USD"})
}

pub(crate) fn items() -> Value {
    json!({"items": [item(METAL), item(BOARD), item(SCRAP)]})
}

pub(crate) fn bom(version: &str) -> Value {
    json!({"product": BOARD, "version": version, "rows": [{"material": METAL, "net": "1.9",
        "tangible_loss_percent": "4", "intangible_loss_percent": "1", "bonded_share_percent": "100",
        "scrap_item": SCRAP}]})
}

pub(crate) fn line(number: u32, item: u32, quantity: &str) -> Value {
    let filed = self::item(item);
    let version = (item == BOARD).then_some("V1");
    json!({"number": number, "item": item, "hs_code": filed["hs_code"], "quantity": quantity,
        "measure": filed["measure"], "unit_price": "42.5", "bom_version": version})
}

/// A list that waits for neither declaration nor trucks.
pub(crate) fn list(book: &str, movement: &str, lines: &[Value]) -> Value {
    json!({"book": book, "movement": movement, "supervision_mode": "5034", "needs_declaration": false,
        "trucks": [], "lines": lines})
}

pub(crate) fn passage(list: &str, truck: &str, external_id: &str) -> Value {
    json!({"source": "lane-3", "external_id": external_id, "occurred_at": "2026-03-02T02:00:00Z", "list": list,
        "truck": truck})
}

pub(crate) fn release(list: &str, external_id: &str) -> Value {
    json!({"source": "single-window", "external_id": external_id, "occurred_at": "2026-03-02T02:00:00.5Z",
        "list": list, "declaration_number": "010120260000000001"})
}

pub(crate) fn production(book: &str, quantity: &str, external_id: &str) -> Value {
    json!({"source": "factory", "external_id": external_id, "occurred_at": "2026-03-02T02:00:00Z", "book": book,
        "product": BOARD, "version": "V1", "quantity": quantity})
}

/// A slip for one truck with which goods of a list pass.
pub(crate) fn slip(enterprise: &str, list: &str, plate: &str) -> Value {
    json!({"enterprise": enterprise, "kind": "first_line", "direction": "inbound", "lists": [list], "goods": null,
        "trucks": [truck(plate, "8300")], "gates": "one", "valid_until": "2026-03-05"})
}

/// A truck of 7,000 kg with so much on it.
pub(crate) fn truck(plate: &str, goods: &str) -> Value {
    json!({"plate": plate, "vehicle_kilograms": "7000", "frame_kilograms": "0", "container_kilograms": "0",
        "goods_kilograms": goods})
}

pub(crate) fn gate_passage(slip: &str, plate: &str, external_id: &str) -> Value {
    json!({"source": "lane-3", "external_id": external_id, "occurred_at": "2026-03-02T02:00:00Z", "slip": slip,
        "truck": plate, "gate": "first", "scale_kilograms": null, "note": null})
}

pub(crate) fn issue(book: &str, quantity: &str, external_id: &str) -> Value {
    json!({"source": "factory", "external_id": external_id, "occurred_at": "2026-03-02T02:00:00Z", "book": book,
        "work_order": "WO-1", "item": METAL, "quantity": quantity})
}

pub(crate) fn equipment(list: &str, used_by: &str) -> Value {
    json!({"list": list, "line": 1, "name": "虚构光刻机", "serial_number": "SN-1", "location": "Hall 1", "used_by": used_by})
}

pub(crate) fn scopes() -> Value {
    let scope = |code: &str, parent: Option<&str>| json!({"code": code, "name": format!("域 {code}"), "name_english": format!("scope {code}"), "parent": parent});
    let scopes = [scope("etown", Some("jjj")), scope("jjj", Some("china")), scope("china", None)];
    json!({"source": "test", "home": "etown", "scopes": scopes})
}

pub(crate) fn classification(scheme: &str) -> Value {
    let class = |code: &str, parent: Option<&str>| json!({"code": code, "name": format!("类 {code}"), "name_english": format!("class {code}"), "parent": parent});
    let classes = [class("39", None), class("3973", Some("39")), class("27", None)];
    json!({"scheme": scheme, "edition": "2017", "name": "行业分类", "name_english": "invented classes",
        "effective_from": "2020-01-01", "source": "test", "is_verified": false, "classes": classes})
}

pub(crate) fn evidence() -> Value {
    json!({"kind": "declared", "text": "invented annual report", "dated": "2026-01-15"})
}

pub(crate) fn mapping(classes: &[&str], from: &str) -> Value {
    json!({"scheme": "gb", "classes": classes, "valid_from": from, "evidence": evidence()})
}

pub(crate) fn statistics(scope: &str, total: &str, rows: &[(&str, u64)]) -> Value {
    let total: u64 = total.parse().expect("a whole number");
    let rows: Vec<Value> =
        rows.iter().map(|(class, count)| json!({"class": class, "count": count})).collect();
    json!({"scope": scope, "scheme": "gb", "counted": "employees", "as_of": "2025-12-31",
        "source": "invented census", "total": total, "rows": rows})
}

pub(crate) fn hs_classes(rows: &[(&str, &str)]) -> Value {
    let row =
        |(code, class): &(&str, &str)| json!({"hs_code": code, "class": class, "confidence": "possible"});
    let rows: Vec<Value> = rows.iter().map(row).collect();
    json!({"scheme": "gb", "source": "invented concordance", "dated": "2026-01-01", "rows": rows})
}

pub(crate) fn products(codes: &[&str]) -> Value {
    let row = |code: &&str| json!({"code": code, "name": format!("品 {code}"), "name_english": format!("product {code}")});
    json!({"products": codes.iter().map(row).collect::<Vec<_>>()})
}

pub(crate) fn firms(rows: &[(&str, &str)]) -> Value {
    let row = |(code, scope): &(&str, &str)| json!({"code": code, "name": format!("虚构 {code}"), "name_english": format!("Invented {code}"), "scope": scope});
    json!({"firms": rows.iter().map(row).collect::<Vec<_>>()})
}

pub(crate) fn inputs(rows: &[(&str, u32, &str)]) -> Value {
    let row = |(product, group, input): &(&str, u32, &str)| json!({"product": product, "group": group, "input": input, "evidence": evidence()});
    json!({"inputs": rows.iter().map(row).collect::<Vec<_>>()})
}

pub(crate) fn supplies(rows: &[(&str, &str)]) -> Value {
    let row =
        |(firm, product): &(&str, &str)| json!({"firm": firm, "product": product, "evidence": evidence()});
    json!({"supplies": rows.iter().map(row).collect::<Vec<_>>()})
}

pub(crate) fn chain(code: &str, products: &[&str]) -> Value {
    let node = |product: &&str| json!({"product": product, "weight": 50, "is_required": true});
    let nodes: Vec<Value> = products.iter().map(node).collect();
    json!({"code": code, "name": "虚构产业链", "name_english": "Invented chain", "source": "test", "nodes": nodes})
}

pub(crate) fn item_statement(product: &str, book: &str, item: u32) -> Value {
    json!({"product": product, "book": book, "item": item, "evidence": evidence()})
}

pub(crate) fn supply_declaration(enterprise: &str, product: &str) -> Value {
    json!({"enterprise": enterprise, "product": product, "evidence": evidence()})
}
