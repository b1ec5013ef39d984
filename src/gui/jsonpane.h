#pragma once

#include "gui/jsontreemodel.h"

#include <QPersistentModelIndex>
#include <QTimer>
#include <QWidget>

#include <memory>

namespace wirewise::gui {

namespace Ui {
class JsonPane;
}

/// A JSON text as a tree with a field that finds a key or a value, or words that say why there is no tree.
class JsonPane : public QWidget
{
    Q_OBJECT
public:
    explicit JsonPane(QWidget *parent = nullptr);
    ~JsonPane() override;

    /// Keeps what is chosen if the new text has a value at the same path.
    void show(const QByteArray &json, const wire::JsonTree &tree);
    /// No tree, and why. With an offer, a button below it asks for the tree.
    void explain(const QString &words, const QString &offer = {});
    [[nodiscard]] QByteArray currentPath() const;
    /// Goes to the value at that path, as currentPath() writes it, if there is one.
    void choosePath(const QByteArray &path);
    /// The paths that the list of messages shows, as JsonPath writes them.
    void setColumns(const QList<QByteArray> &columns);
    [[nodiscard]] bool isSearching() const { return m_search.isActive(); }

public Q_SLOTS:
    void copyValue() const;
    void copyPath() const;
    void filterByCurrent();
    void excludeCurrent();
    /// Shows the current value as a column of the list, or no longer.
    void toggleColumn();
    /// Goes to the next value that holds what is in the field, wrapping around.
    void findNext();
    void findPrevious();

Q_SIGNALS:
    void currentPathChanged(const QByteArray &path);
    /// A term of the filter line: "role:agent", "-text:\"two words\"".
    void filterRequested(const QString &term);
    void columnToggled(const QByteArray &path, bool shown);
    void treeRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void begin(int step, bool withCurrent);
    void search();
    void choose(const QModelIndex &index);
    void showMenu(const QPoint &at);
    [[nodiscard]] QString currentTerm() const;
    /// Its path as a column is named; empty for the whole message, which is none.
    [[nodiscard]] QByteArray currentColumn() const;

    std::unique_ptr<Ui::JsonPane> m_ui;
    JsonTreeModel m_model;
    QTimer m_search;
    QList<QByteArray> m_columns;
    QByteArray m_needle;
    bool m_anyCase = true;
    qint32 m_at = 0, m_left = 0;
    int m_step = 1;
};

} // namespace wirewise::gui
