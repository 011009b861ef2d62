pub struct Order;
