package org.pop3ra.example.orders;

import jakarta.annotation.Resource;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The shop's orders. Each method is one transaction of the container's. */
@Stateless
public class Shop {
  private static final String LATEST =
      "select number, placed, customer, goods, cents from"
          + " (select * from purchase order by number desc fetch first 100 rows only) as latest"
          + " where not archived order by number";

  private static final String ARCHIVE =
      "update purchase set archived = true where number = ? and shipped";

  @Resource(lookup = "java:app/jdbc/shop")
  private DataSource database;

  /** The last hundred orders, less those that are archived, in the order of their numbers. */
  public List<Order> latest() {
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(LATEST)) {
      ResultSet rows = select.executeQuery();
      List<Order> orders = new ArrayList<>();
      while (rows.next()) {
        orders.add(order(rows));
      }
      return orders;
    } catch (SQLException e) {
      throw new EJBException(e);
    }
  }

  /** Archives all of these orders, or none. */
  public void archive(long[] numbers) throws OpenOrderException {
    try (Connection connection = database.getConnection();
        PreparedStatement update = connection.prepareStatement(ARCHIVE)) {
      for (long number : numbers) {
        update.setLong(1, number);
        if (update.executeUpdate() == 0) {
          throw new OpenOrderException(number);
        }
      }
    } catch (SQLException e) {
      throw new EJBException(e);
    }
  }

  private static Order order(ResultSet row) throws SQLException {
    return new Order(
        row.getLong(1),
        row.getObject(2, OffsetDateTime.class),
        row.getString(3),
        row.getString(4),
        row.getLong(5));
  }
}
