//! What was bought and sold: used as a criterion only.

use super::table::table;

table! {
    /// Value Entry: one value posting of an item.
    value_entry, VALUE_ENTRY, 5802, "Value Entry", ["Value Entries"] {
        ENTRY_NO = 1, "Entry No.", Integer, key(), must();
        ITEM_NO = 2, "Item No.", Code(20);
        POSTING_DATE = 3, "Posting Date", Date;
        ITEM_LEDGER_ENTRY_TYPE = 4, "Item Ledger Entry Type", Options(&[Choice::new(0, "Purchase"), Choice::new(1, "Sale"), Choice::new(2, "Positive Adjmt."), Choice::new(3, "Negative Adjmt."), Choice::new(4, "Transfer"), Choice::new(5, "Consumption"), Choice::new(6, "Output"), Choice::new(7, ""), Choice::new(8, "Assembly Consumption"), Choice::new(9, "Assembly Output")]);
        SOURCE_NO = 5, "Source No.", Code(20);
        DOCUMENT_NO = 6, "Document No.", Code(20);
        DESCRIPTION = 7, "Description", Text(100);
        LOCATION_CODE = 8, "Location Code", Code(10);
        INVENTORY_POSTING_GROUP = 9, "Inventory Posting Group", Code(20);
        SOURCE_POSTING_GROUP = 10, "Source Posting Group", Code(20);
        VALUED_QUANTITY = 12, "Valued Quantity", Decimal;
        ITEM_LEDGER_ENTRY_QUANTITY = 13, "Item Ledger Entry Quantity", Decimal;
        INVOICED_QUANTITY = 14, "Invoiced Quantity", Decimal;
        COST_PER_UNIT = 15, "Cost per Unit", Decimal;
        SALES_AMOUNT_ACTUAL = 17, "Sales Amount (Actual)", Decimal;
        SALESPERS_PURCH_CODE = 22, "Salespers./Purch. Code", Code(20), refers_to(13);
        DISCOUNT_AMOUNT = 23, "Discount Amount", Decimal;
        USER_ID = 24, "User ID", Code(50);
        SOURCE_TYPE = 41, "Source Type", Options(&[Choice::new(0, ""), Choice::new(1, "Customer"), Choice::new(2, "Vendor"), Choice::new(3, "Item")]);
        COST_AMOUNT_ACTUAL = 43, "Cost Amount (Actual)", Decimal;
        DROP_SHIPMENT = 47, "Drop Shipment", Boolean;
        GEN_BUS_POSTING_GROUP = 57, "Gen. Bus. Posting Group", Code(20);
        GEN_PROD_POSTING_GROUP = 58, "Gen. Prod. Posting Group", Code(20);
        DOCUMENT_DATE = 60, "Document Date", Date;
        EXTERNAL_DOCUMENT_NO = 61, "External Document No.", Code(35);
        COST_AMOUNT_ACTUAL_ACY = 68, "Cost Amount (Actual) (ACY)", Decimal;
        COST_PER_UNIT_ACY = 72, "Cost per Unit (ACY)", Decimal;
        DOCUMENT_TYPE = 79, "Document Type", Options(&[Choice::new(0, ""), Choice::new(1, "Sales Shipment"), Choice::new(2, "Sales Invoice"), Choice::new(3, "Sales Return Receipt"), Choice::new(4, "Sales Credit Memo"), Choice::new(5, "Purchase Receipt"), Choice::new(6, "Purchase Invoice"), Choice::new(7, "Purchase Return Shipment"), Choice::new(8, "Purchase Credit Memo"), Choice::new(9, "Transfer Shipment"), Choice::new(10, "Transfer Receipt"), Choice::new(11, "Service Shipment"), Choice::new(12, "Service Invoice"), Choice::new(13, "Service Credit Memo"), Choice::new(14, "Posted Assembly"), Choice::new(19, "Inventory Receipt"), Choice::new(20, "Inventory Shipment"), Choice::new(21, "Direct Transfer")]);
        DOCUMENT_LINE_NO = 80, "Document Line No.", Integer;
        VAT_REPORTING_DATE = 86, "VAT Date", Date, named("VAT Reporting Date");
        ORDER_TYPE = 90, "Order Type", Options(&[Choice::new(0, ""), Choice::new(1, "Production"), Choice::new(2, "Transfer"), Choice::new(3, "Service"), Choice::new(4, "Assembly")]);
        ORDER_NO = 91, "Order No.", Code(20);
        ORDER_LINE_NO = 92, "Order Line No.", Integer;
        EXPECTED_COST = 98, "Expected Cost", Boolean;
        ITEM_CHARGE_NO = 99, "Item Charge No.", Code(20);
        INVENTORIABLE = 103, "Inventoriable", Boolean;
        ENTRY_TYPE = 105, "Entry Type", Options(&[Choice::new(0, "Direct Cost"), Choice::new(1, "Revaluation"), Choice::new(2, "Rounding"), Choice::new(3, "Indirect Cost"), Choice::new(4, "Variance"), Choice::new(5, "Total"), Choice::new(10, "Direct Cost - Non Inventory")]);
        VARIANCE_TYPE = 106, "Variance Type", Options(&[Choice::new(0, ""), Choice::new(1, "Purchase"), Choice::new(2, "Material"), Choice::new(3, "Capacity"), Choice::new(4, "Capacity Overhead"), Choice::new(5, "Manufacturing Overhead"), Choice::new(6, "Subcontracted"), Choice::new(7, "Material - Non Inventory")]);
        PURCHASE_AMOUNT_ACTUAL = 148, "Purchase Amount (Actual)", Decimal;
        PURCHASE_AMOUNT_EXPECTED = 149, "Purchase Amount (Expected)", Decimal;
        SALES_AMOUNT_EXPECTED = 150, "Sales Amount (Expected)", Decimal;
        COST_AMOUNT_EXPECTED = 151, "Cost Amount (Expected)", Decimal;
        COST_AMOUNT_NON_INVTBL = 152, "Cost Amount (Non-Invtbl.)", Decimal;
        COST_AMOUNT_EXPECTED_ACY = 156, "Cost Amount (Expected) (ACY)", Decimal;
        COST_AMOUNT_NON_INVTBL_ACY = 157, "Cost Amount (Non-Invtbl.)(ACY)", Decimal;
        JOB_NO = 1000, "Project No.", Code(20), named("Job No.");
        JOB_TASK_NO = 1001, "Project Task No.", Code(20), named("Job Task No.");
        VARIANT_CODE = 5402, "Variant Code", Code(10);
        ADJUSTMENT = 5818, "Adjustment", Boolean;
        NO = 5834, "No.", Code(20);
        RETURN_REASON_CODE = 6602, "Return Reason Code", Code(10);
        ITEM_DESCRIPTION = 6603, "Item Description", Text(100), calculated();
        DOCUMENT_CONTACT_NO = 90001, "Document Contact No.", Code(20), own(), refers_to(5050);
    }
}
