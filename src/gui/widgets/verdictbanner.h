#pragma once

#include "gui/widgets/bannercontent.h"

#include <QWidget>

namespace wirewise::gui {

class ElidedLabel;
class IdTag;
class ProgressRing;
class ProseLabel;
class TextLabel;

/// The sentence of a session on a coloured ground, with a stripe at the leading side. Its title can be
/// selected, the id copied. A new content is announced to assistive technology.
class VerdictBanner : public QWidget
{
    Q_OBJECT
public:
    /// Full 92 high, Compact 66 (windows under 850 high), Line 36 (every tab but Diagnosis).
    enum class Form { Full, Compact, Line };

    explicit VerdictBanner(QWidget *parent = nullptr);

    void setContent(const BannerContent &content);
    [[nodiscard]] const BannerContent &content() const { return m_content; }
    void setForm(Form form);
    [[nodiscard]] Form form() const { return m_form; }
    /// A control that belongs to the sentence ("Check again when the network is back"), shown at the end of
    /// the last line except in the Line form. The banner takes it over; null removes it.
    void setControl(QWidget *control);

    /// Everything it says, for the clipboard.
    [[nodiscard]] QString plainText() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void idActivated(const QByteArray &findingId); ///< the id itself was clicked: explain it

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void place();
    void placeLine();
    void placeFacts(int left, int right, int top, int height);
    void put(QWidget *widget, const QRect &rect);
    [[nodiscard]] QRectF iconRect() const;
    [[nodiscard]] QString factsText() const;
    [[nodiscard]] int factsWidth() const;

    BannerContent m_content;
    Form m_form = Form::Full;
    ProseLabel *m_title, *m_second;
    TextLabel *m_word;
    IdTag *m_id;
    ElidedLabel *m_facts;
    ProgressRing *m_ring;
    QWidget *m_control = nullptr;
};

} // namespace wirewise::gui
