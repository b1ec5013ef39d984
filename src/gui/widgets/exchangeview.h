#pragma once

#include "gui/widgets/accessiblerows.h"
#include "gui/widgets/bytesection.h"
#include "gui/widgets/copyformat.h"

#include <QAbstractScrollArea>

#include <memory>

namespace wirewise::gui {

/// Every byte of an exchange, as text, hex or both, in sections with headings that stay in view.
/// Lays out the visible lines only, so that a section may hold megabytes of anything. What a peer sent is
/// drawn as plain text; controls and bidirectional marks are drawn visibly.
///
/// Keys: arrows, Page Up and Down, Home, End move the caret (Shift selects), Ctrl+A takes the section,
/// Ctrl+C copies, N and P go to the next and previous evidence, T, H and B switch the mode.
class ExchangeView : public QAbstractScrollArea, public AccessibleRows
{
    Q_OBJECT
public:
    enum class Mode { Text, Hex, Both };
    Q_ENUM(Mode)

    /// Bytes of one section.
    struct Place
    {
        int section = -1; ///< index in sections(); -1 none
        wire::ByteRange range;
        friend bool operator==(const Place &, const Place &) = default;
    };

    explicit ExchangeView(QWidget *parent = nullptr);
    ~ExchangeView() override;

    /// Keeps selection and scroll position if the new sections continue the old ones (bytes arriving).
    void setSections(const QList<ByteSection> &sections);
    [[nodiscard]] const QList<ByteSection> &sections() const;
    void clear();

    [[nodiscard]] Mode mode() const;
    void setLineEndsShown(bool shown); ///< on at first
    [[nodiscard]] bool lineEndsShown() const;
    void setNotesShown(bool shown); ///< ticks and crosses; off at first
    [[nodiscard]] bool notesShown() const;

    [[nodiscard]] Place selection() const;
    void setSelection(const Place &place);
    [[nodiscard]] QByteArray selectedBytes() const;
    /// The text of a selection for the clipboard.
    [[nodiscard]] QString selectionAs(CopyFormat format) const;

    /// Scrolls so that the bytes stand in view, with a line above them if there is room.
    void scrollTo(const Place &place);
    /// Evidence by its number: scrolls there and emphasises it. False if no section has it.
    bool showEvidence(int number);
    [[nodiscard]] int currentEvidence() const; ///< 0 if none was shown
    /// Numbers of all evidence in the sections, sorted.
    [[nodiscard]] QList<int> evidenceNumbers() const;

    /// Marks every occurrence in view and selects the next one from the selection on, wrapping around.
    /// Letters match without case. False if there is none; an empty needle ends the search.
    bool find(const QByteArray &needle, bool backwards = false);
    bool findNext(bool backwards = false);
    [[nodiscard]] QByteArray needle() const;

    [[nodiscard]] int accessibleRowCount() const override;
    [[nodiscard]] QString accessibleCell(int row, int column) const override;
    [[nodiscard]] QRect accessibleCellRect(int row, int column) const override;
    void accessibleActivate(int row) override;

    [[nodiscard]] QSize sizeHint() const override;
    /// Height in which all sections fit without scrolling.
    [[nodiscard]] int contentHeight() const;

public Q_SLOTS:
    void setMode(wirewise::gui::ExchangeView::Mode mode);
    void copy() const;

Q_SIGNALS:
    void modeChanged(wirewise::gui::ExchangeView::Mode mode);
    void selectionChanged();
    void evidenceActivated(int number); ///< a badge was clicked, or N and P moved to it
    /// Context menu at that point; The page that owns the view shows its menu.
    void menuRequested(const QPoint &globalPosition);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    struct Content;

    void refresh();
    void select(int section, qint64 anchor, qint64 caret);
    void moveCaret(int section, qint64 caret, bool extend);
    [[nodiscard]] qint64 steppedCaret(int key, qint64 caret) const;
    bool moveByKey(QKeyEvent *event);
    void stepEvidence(int step);
    [[nodiscard]] int evidenceAt(const QPointF &point) const;
    [[nodiscard]] qint64 scroll() const;
    [[nodiscard]] QList<std::pair<int, qint64>> visibleRows() const;

    std::unique_ptr<Content> m_content;
};

} // namespace wirewise::gui
