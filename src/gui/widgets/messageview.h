#pragma once

#include "gui/widgets/accessiblerows.h"
#include "gui/widgets/messagecells.h"
#include "gui/widgets/messagepages.h"

#include <QAbstractScrollArea>
#include <QPointer>

#include <memory>
#include <optional>
#include <utility>

namespace wirewise::gui {

/// Messages in rows of 26 pixels: number, direction, time, time since the last, type, bytes, content.
/// Paints the visible rows only, at most 30 times a second. Follows the latest message until the user
/// scrolls up; then a button says how many are newer. The heads of the times and of the content can be
/// clicked where that leads somewhere.
///
/// Keys: Up, Down, Page Up and Down, Home move; End follows again; Space pauses the view; Ctrl+C copies.
class MessageView : public QAbstractScrollArea, public AccessibleRows
{
    Q_OBJECT
public:
    explicit MessageView(QWidget *parent = nullptr);
    ~MessageView() override;

    /// Does not take the pages over; they may be destroyed at any time. Null shows the empty text.
    void setPages(MessagePages *pages);
    /// Shown while there is no message; with an offer, a link below it asks for that.
    void setEmptyText(const QString &text, const QString &offer = {});
    /// What the cells say; MessageColumns::openedAt comes from the pages.
    void setColumns(const MessageColumns &columns);
    [[nodiscard]] const MessageColumns &columns() const;
    /// The part of the content column at a point of the viewport.
    [[nodiscard]] std::optional<ContentPart> contentPartAt(const QPoint &point) const;
    /// Where a menu of that column's head opens, on the screen.
    [[nodiscard]] QPoint headMenuPoint(MessageColumn column) const;
    /// The messages in sight, as far as they are at hand.
    [[nodiscard]] QList<observation::Message> visibleMessages() const;

    [[nodiscard]] bool isFollowing() const;
    [[nodiscard]] bool isPaused() const;   ///< the view stands still; recording goes on
    [[nodiscard]] qint64 rowCount() const; ///< messages that can be scrolled to
    [[nodiscard]] qint64 newer() const;    ///< messages below the last one shown
    [[nodiscard]] qint64 current() const;  ///< index; -1 none
    void setCurrent(qint64 index);
    /// Indexes of the first and the last message in sight; -1 without messages.
    [[nodiscard]] std::pair<qint64, qint64> visible() const;
    /// Scrolls so that this message stands at the top, as far as there are enough below it.
    void showFrom(qint64 index);
    /// The current message; number 0 if there is none.
    [[nodiscard]] observation::Message currentMessage() const;

    [[nodiscard]] int accessibleRowCount() const override;
    [[nodiscard]] int accessibleColumnCount() const override;
    [[nodiscard]] QString accessibleColumnName(int column) const override;
    [[nodiscard]] QString accessibleCell(int row, int column) const override;
    [[nodiscard]] QRect accessibleCellRect(int row, int column) const override;
    [[nodiscard]] int accessibleCurrentRow() const override;
    void accessibleActivate(int row) override;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QVariant inputMethodQuery(Qt::InputMethodQuery query) const override;

public Q_SLOTS:
    void setFollowing(bool following);
    void setPaused(bool paused);
    void copy() const;

Q_SIGNALS:
    void followingChanged(bool following);
    void pausedChanged(bool paused);
    void currentChanged(qint64 index);
    /// Other messages are in sight.
    void scrolled();
    void activated(qint64 index);
    void menuRequested(const QPoint &globalPosition);
    void emptyOfferClicked();
    void headClicked(wirewise::gui::MessageColumn column);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    class Rows;

    void measure();
    void shift(qint64 count);
    void placeLatest();
    void placeOffer();
    void hoverHead(std::optional<MessageColumn> column);
    /// The column whose head can be clicked at that point.
    [[nodiscard]] std::optional<MessageColumn> headAt(const QPoint &point) const;
    [[nodiscard]] QRect headRect(MessageColumn column) const;
    [[nodiscard]] int wholeRows() const;
    [[nodiscard]] qint64 largestNumber() const;
    [[nodiscard]] qint64 indexAt(const QPoint &point) const;

    std::unique_ptr<Rows> m_rows;
};

} // namespace wirewise::gui
