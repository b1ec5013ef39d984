#pragma once

#include "gui/endpointtablemodel.h"
#include "gui/listsession.h"

#include <QPointer>
#include <QSet>
#include <QTimer>
#include <QWidget>

#include <memory>

class QTreeView;

namespace wirewise::gui {

namespace Ui {
class ListPage;
}

/// A run over many endpoints: a sentence, how many of each verdict, the table in groups, and below it what
/// was found of the one that is selected.
class ListPage : public QWidget
{
    Q_OBJECT
public:
    explicit ListPage(QWidget *parent = nullptr);
    ~ListPage() override;

    /// Null empties it. The session is not taken over.
    void setSession(ListSession *session);
    [[nodiscard]] ListSession *session() const { return m_session; }
    [[nodiscard]] QTreeView *table() const;
    [[nodiscard]] const EndpointTableModel &model() const { return m_model; }
    /// Rows of the list that are selected, in their order.
    [[nodiscard]] QList<qsizetype> selected() const;
    void select(qsizetype row);
    void focusFilter();
    /// What was read of the row, if it still is the one that is previewed.
    void showCheck(qsizetype row, const session::Result<session::SessionContent> &content);

Q_SIGNALS:
    /// The whole check of that row is wanted; answer with showCheck().
    void checkWanted(qsizetype row);
    void openRequested(qsizetype row, bool bytes);
    void compareBeforeRequested(qsizetype row);
    void compareRequested(qsizetype one, qsizetype other);
    void exportRequested();
    void menuRequested(const QPoint &globalPosition);
    void selectionChanged();

protected:
    void changeEvent(QEvent *event) override;

private:
    void connectParts();
    void setUpTable();
    void fitTable();
    void showState();
    void showCounts();
    void showTools();
    void showPreview();
    void takeRows(const QList<qsizetype> &rows);
    void filter();
    void openGroups();
    void toggleGroup(const QModelIndex &index);
    void chooseFirst();
    [[nodiscard]] qsizetype previewed() const;

    std::unique_ptr<Ui::ListPage> m_ui;
    QPointer<ListSession> m_session;
    EndpointTableModel m_model;
    QSet<QString> m_closed; ///< groups that the user folded away
    QTimer m_tick;          ///< elapsed times and rings of what runs
    qint64 m_previewedCheck = -1;
    qsizetype m_previewed = -1;
    bool m_restoring = false;
};

} // namespace wirewise::gui
