//! What travels about products, firms, statements and chains.

use etown_domain::kernel::scopes::{Scope, ScopeList};
use etown_domain::region::product::{Chain, ChainNode, Firm, InputRow, Product, SupplyRow};
use etown_values::{EnterpriseId, HsCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::wire::{EvidenceIn, schema};

#[derive(Deserialize, Serialize, ToSchema)]
#[schema(as = Scope)]
#[serde(deny_unknown_fields)]
pub(super) struct ScopeBody {
    #[schema(value_type = schema::RegisterCode)]
    code: String,
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    #[schema(min_length = 1, max_length = 200)]
    name_english: String,
    /// The next larger area; the largest has none.
    #[serde(default)]
    #[schema(value_type = Option<schema::RegisterCode>)]
    parent: Option<String>,
}

impl ScopeBody {
    pub(super) fn of(scope: &Scope) -> Self {
        let Scope { code, name, name_english, parent } = scope.clone();
        Self { code, name, name_english, parent }
    }
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewScopes)]
#[serde(deny_unknown_fields)]
pub(super) struct ScopesIn {
    #[schema(min_length = 1, max_length = 200)]
    source: String,
    /// The scope that is the zone itself.
    #[schema(value_type = schema::RegisterCode)]
    home: String,
    #[schema(min_items = 1, max_items = 10000)]
    scopes: Vec<ScopeBody>,
}

impl From<ScopesIn> for ScopeList {
    fn from(list: ScopesIn) -> Self {
        let scope = |scope: ScopeBody| {
            let ScopeBody { code, name, name_english, parent } = scope;
            Scope { code, name, name_english, parent }
        };
        let ScopesIn { source, home, scopes } = list;
        Self { source, home, scopes: scopes.into_iter().map(scope).collect() }
    }
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewProduct)]
#[serde(deny_unknown_fields)]
struct ProductIn {
    #[schema(value_type = schema::RegisterCode)]
    code: String,
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    #[schema(min_length = 1, max_length = 200)]
    name_english: String,
    /// Six digits or more.
    #[schema(value_type = Option<schema::HsCode>)]
    hs_code: Option<HsCode>,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewProducts)]
#[serde(deny_unknown_fields)]
pub(super) struct ProductsIn {
    #[schema(min_items = 1, max_items = 10000)]
    products: Vec<ProductIn>,
}

impl ProductsIn {
    pub(super) fn rows(self) -> Vec<Product> {
        let row = |row: ProductIn| {
            let ProductIn { code, name, name_english, hs_code } = row;
            Product { code, name, name_english, hs_code }
        };
        self.products.into_iter().map(row).collect()
    }
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewFirm)]
#[serde(deny_unknown_fields)]
struct FirmIn {
    #[schema(value_type = schema::RegisterCode)]
    code: String,
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    #[schema(min_length = 1, max_length = 200)]
    name_english: String,
    /// The smallest scope that it lies in.
    #[schema(value_type = schema::RegisterCode)]
    scope: String,
    /// The registered enterprise that it is.
    #[schema(value_type = Option<schema::EnterpriseId>)]
    enterprise: Option<EnterpriseId>,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewFirms)]
#[serde(deny_unknown_fields)]
pub(super) struct FirmsIn {
    #[schema(min_items = 1, max_items = 10000)]
    firms: Vec<FirmIn>,
}

impl FirmsIn {
    pub(super) fn rows(self) -> Vec<Firm> {
        let row = |row: FirmIn| {
            let FirmIn { code, name, name_english, scope, enterprise } = row;
            Firm { code, name, name_english, scope, enterprise }
        };
        self.firms.into_iter().map(row).collect()
    }
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewInput)]
#[serde(deny_unknown_fields)]
struct InputIn {
    #[schema(value_type = schema::RegisterCode)]
    product: String,
    /// Inputs of the same group are alternatives.
    #[schema(minimum = 1, maximum = 4_294_967_295_i64)]
    group: u32,
    #[schema(value_type = schema::RegisterCode)]
    input: String,
    evidence: EvidenceIn,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewInputs)]
#[serde(deny_unknown_fields)]
pub(super) struct InputsIn {
    #[schema(min_items = 1, max_items = 10000)]
    inputs: Vec<InputIn>,
}

impl InputsIn {
    pub(super) fn rows(self) -> Vec<InputRow> {
        let row = |row: InputIn| {
            let InputIn { product, group, input, evidence } = row;
            InputRow { product, group, input, evidence: evidence.into() }
        };
        self.inputs.into_iter().map(row).collect()
    }
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewSupply)]
#[serde(deny_unknown_fields)]
struct SupplyIn {
    #[schema(value_type = schema::RegisterCode)]
    firm: String,
    #[schema(value_type = schema::RegisterCode)]
    product: String,
    evidence: EvidenceIn,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewSupplies)]
#[serde(deny_unknown_fields)]
pub(super) struct SuppliesIn {
    #[schema(min_items = 1, max_items = 10000)]
    supplies: Vec<SupplyIn>,
}

impl SuppliesIn {
    pub(super) fn rows(self) -> Vec<SupplyRow> {
        let row = |row: SupplyIn| {
            let SupplyIn { firm, product, evidence } = row;
            SupplyRow { firm, product, evidence: evidence.into() }
        };
        self.supplies.into_iter().map(row).collect()
    }
}

#[derive(Deserialize, ToSchema)]
#[schema(as = WithdrawnInput)]
#[serde(deny_unknown_fields)]
pub(super) struct WithdrawnInputIn {
    #[schema(value_type = schema::RegisterCode)]
    pub(super) product: String,
    #[schema(minimum = 1, maximum = 4_294_967_295_i64)]
    pub(super) group: u32,
    #[schema(value_type = schema::RegisterCode)]
    pub(super) input: String,
    #[schema(min_length = 3, max_length = 2000)]
    pub(super) reason: String,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = WithdrawnSupply)]
#[serde(deny_unknown_fields)]
pub(super) struct WithdrawnSupplyIn {
    #[schema(value_type = schema::RegisterCode)]
    pub(super) firm: String,
    #[schema(value_type = schema::RegisterCode)]
    pub(super) product: String,
    #[schema(min_length = 3, max_length = 2000)]
    pub(super) reason: String,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewChainNode)]
#[serde(deny_unknown_fields)]
struct ChainNodeIn {
    #[schema(value_type = schema::RegisterCode)]
    product: String,
    /// Its share of the whole, in whole parts such as percent.
    #[schema(maximum = 1_000_000)]
    weight: u32,
    is_required: bool,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewChain)]
#[serde(deny_unknown_fields)]
pub(super) struct ChainIn {
    #[schema(value_type = schema::RegisterCode)]
    code: String,
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    #[schema(min_length = 1, max_length = 200)]
    name_english: String,
    /// Who says that these are its nodes and weights.
    #[schema(min_length = 1, max_length = 200)]
    source: String,
    #[schema(min_items = 1, max_items = 10000)]
    nodes: Vec<ChainNodeIn>,
}

impl From<ChainIn> for Chain {
    fn from(chain: ChainIn) -> Self {
        let node = |node: ChainNodeIn| {
            let ChainNodeIn { product, weight, is_required } = node;
            ChainNode { product, weight, is_required }
        };
        let ChainIn { code, name, name_english, source, nodes } = chain;
        Self { code, name, name_english, source, nodes: nodes.into_iter().map(node).collect() }
    }
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewSupplyDeclaration)]
#[serde(deny_unknown_fields)]
pub(super) struct DeclarationIn {
    /// The caller's own enterprise.
    #[schema(value_type = schema::EnterpriseId)]
    pub(super) enterprise: EnterpriseId,
    #[schema(value_type = schema::RegisterCode)]
    pub(super) product: String,
    pub(super) evidence: EvidenceIn,
}
